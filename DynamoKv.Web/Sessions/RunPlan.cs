// What a new run is made of.
using DynamoKv.Engine.Archive.Runs;
using DynamoKv.Engine.Scenarios;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Web.Sessions;

/// <summary>What a new run is made of.</summary>
/// <param name="Scenario">The file that it runs.</param>
/// <param name="Make">Makes it on fresh disks.</param>
internal sealed record RunPlan(ScenarioFile Scenario, Func<IStoreFactory, SimulationRun> Make)
{
    /// <summary>The stored run that it goes on with; null: it is a new one.</summary>
    public StoredRun? Stored { get; init; }

    /// <summary>Tells the number in the archive of the run that it was forked from; null: it was not.</summary>
    public Func<long?>? Parent { get; init; }

    /// <summary>The last event that it shares with that run.</summary>
    public long? ForkEvent { get; init; }
}
