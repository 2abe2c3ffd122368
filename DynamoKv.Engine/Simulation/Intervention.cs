// What a person did to a run.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Simulation;

/// <summary>What a person did, at which virtual time and after which step of the run: enough to do it again.</summary>
/// <param name="At">The run's clock when it was done.</param>
/// <param name="AfterStep">How many steps the run had taken.</param>
/// <param name="Action">What was done.</param>
public sealed record Intervention(Instant At, long AfterStep, ScenarioAction Action)
{
    /// <summary>The scenario said so: see <see cref="Scenario.ByHand"/>. Else somebody did it to this run.</summary>
    public bool IsPlanned { get; init; }

    /// <summary>The same as a line of a scenario.</summary>
    public HandAction ToHand() => new(At, AfterStep, Action);
}
