// Something done to a simulated cluster, by plan or by a person.
namespace DynamoKv.Engine.Simulation;

/// <summary>Something done to a simulated cluster, by plan or by a person. A closed set. Each prints as a line of the scenario language.</summary>
public abstract record ScenarioAction
{
    /// <summary>The line of the scenario language without its time, e.g. "crash: { node: C, lose: memory }".</summary>
    public abstract string ToScenarioLine();
}
