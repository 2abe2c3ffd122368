// When a planned fault begins.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Simulation.Planning;

/// <summary>When a planned fault begins. A closed set.</summary>
public abstract record FaultStart
{
    internal abstract string Words { get; }

    /// <summary>At a time.</summary>
    public sealed record At(Instant Time) : FaultStart
    {
        internal override string Words => $"at: {ScenarioText.Duration(Time.SinceStart)}";
    }

    /// <summary>When something happens, once.</summary>
    /// <param name="Event">What.</param>
    /// <param name="Delay">How long after that.</param>
    public sealed record On(EventFilter Event, TimeSpan Delay = default) : FaultStart
    {
        internal override string Words =>
            $"on: {Event.ToScenarioText()}" + (Delay == TimeSpan.Zero ? "" : $", delay: {ScenarioText.Duration(Delay)}");
    }

    /// <summary>Again and again.</summary>
    /// <param name="Gap">From one beginning to the next, and from <paramref name="From"/> to the first.</param>
    /// <param name="From">Not before this.</param>
    /// <param name="To">Nothing begins at or after this.</param>
    public sealed record Every(Latency Gap, Instant From, Instant To) : FaultStart
    {
        internal override string Words =>
            $"every: {Gap}, between: [{ScenarioText.Duration(From.SinceStart)}, {ScenarioText.Duration(To.SinceStart)}]";
    }
}

/// <summary>Which event a fault waits for.</summary>
/// <param name="Kind">One of <see cref="EventKind.Names"/>.</param>
/// <param name="Node">Only at this node; null: anywhere.</param>
/// <param name="Owner">Only about this other node (a hint's owner, a suspected peer, a message's receiver); null: any.</param>
/// <param name="Key">Only about this key; null: any.</param>
/// <param name="Nth">Which of them, from 1.</param>
public sealed record EventFilter(string Kind, NodeId? Node = null, NodeId? Owner = null, Key? Key = null, int Nth = 1)
{
    /// <summary>"{ event: hint.stored, owner: D, nth: 1 }".</summary>
    public string ToScenarioText()
    {
        var at = Node is { } node ? $", node: {ScenarioText.Text(node.Value)}" : "";
        var about = Owner is { } owner ? $", owner: {ScenarioText.Text(owner.Value)}" : "";
        var of = Key is { } key ? $", key: {ScenarioText.Text(key.Text)}" : "";
        return $"{{ event: {Kind}{at}{about}{of}, nth: {ScenarioText.Number(Nth)} }}";
    }
}
