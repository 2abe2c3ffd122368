// Something that was done by hand once, and is done again.
using System.Globalization;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Simulation;

/// <summary>
/// Something that was done by hand once, and is done again. Names of operations and numbers of commands are given when it is done. What makes
/// no sense when its time comes (after somebody has edited the lines before it) is passed over.
/// </summary>
/// <param name="At">When, in virtual time: after all that is due then, unless a step is named.</param>
/// <param name="AfterStep">After which step of the run, among those that are due at that time; null: after all of them.</param>
/// <param name="Action">What.</param>
public sealed record HandAction(Instant At, long? AfterStep, ScenarioAction Action)
{
    /// <summary>"{ at: 12.3s, step: 4711, crash: { node: C, lose: memory } }".</summary>
    public string ToScenarioLine()
    {
        var step = AfterStep is { } after ? string.Create(CultureInfo.InvariantCulture, $", step: {after}") : "";
        return $"{{ at: {ScenarioText.Duration(At.SinceStart)}{step}, {Action.ToScenarioLine()} }}";
    }
}
