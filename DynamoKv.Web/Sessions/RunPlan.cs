// What a new run is made of.
using DynamoKv.Engine.Scenarios;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Web.Sessions;

/// <summary>What a new run is made of.</summary>
/// <param name="Scenario">The file that it runs.</param>
/// <param name="Make">Makes it on fresh disks.</param>
internal sealed record RunPlan(ScenarioFile Scenario, Func<IStoreFactory, SimulationRun> Make);
