// What can be done to the clock of a node.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Simulation;

/// <summary>
/// The node's clock is off the world's time. It never runs backwards: set back, it stands still until its time has come
/// again; healed, it does the same when it was ahead. Timers still fire at the world's time.
/// </summary>
/// <param name="Node">Whose clock.</param>
/// <param name="Offset">How far it is ahead of the world's time; negative: behind.</param>
/// <param name="DriftPpm">By how many microseconds a second it gains on the world's time from now on; negative: loses.</param>
public sealed record ClockAction(string Fault, NodeId Node, TimeSpan Offset, double DriftPpm = 0) : FaultAction(Fault)
{
    /// <inheritdoc/>
    public override string Description => DriftPpm == 0
        ? $"a wrong clock at {Node}: {ScenarioText.Duration(Offset)}"
        : $"a wrong clock at {Node}: {ScenarioText.Duration(Offset)} and {ScenarioText.Number(DriftPpm)} ppm";

    /// <inheritdoc/>
    protected override string Words =>
        $"clock: {{ node: {ScenarioText.Text(Node.Value)}, offset: {ScenarioText.Duration(Offset)}, drift_ppm: {ScenarioText.Number(DriftPpm)} }}";
}
