// Nodes by what they are.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Simulation.Planning;

/// <summary>Names nodes, or says what they are at the time when a fault begins. A closed set.</summary>
public abstract record NodeSelector
{
    /// <summary>As it stands in the scenario language: C, primary(cart), all_except(A, B).</summary>
    internal abstract string Phrase { get; }

    /// <summary>Whether it means the same nodes at any time, so that the log need not say whom.</summary>
    internal virtual bool IsLiteral => false;

    /// <summary>As it stands in the scenario language; in quotes where it is more than a name.</summary>
    public virtual string ToScenarioText() => ScenarioText.Text(Phrase);

    /// <summary>The phrase, e.g. "primary(cart)".</summary>
    public sealed override string ToString() => Phrase;

    /// <summary>One node by name.</summary>
    public sealed record One(NodeId Node) : NodeSelector
    {
        internal override string Phrase => Node.Value;

        internal override bool IsLiteral => true;
    }

    /// <summary>The members of a rack.</summary>
    public sealed record Rack(string Name) : NodeSelector
    {
        internal override string Phrase => Name;
    }

    /// <summary>The first node of a key's preference list.</summary>
    public sealed record Primary(Key Key) : NodeSelector
    {
        internal override string Phrase => $"primary({Key})";
    }

    /// <summary>One of the N primaries of a key.</summary>
    /// <param name="Index">1 is the first node of the preference list.</param>
    public sealed record Replica(Key Key, int Index) : NodeSelector
    {
        internal override string Phrase => $"replica({Key}, {ScenarioText.Number(Index)})";
    }

    /// <summary>One of the nodes behind the N primaries of a key.</summary>
    /// <param name="Index">1 is the first node behind them.</param>
    public sealed record Fallback(Key Key, int Index) : NodeSelector
    {
        internal override string Phrase => $"fallback({Key}, {ScenarioText.Number(Index)})";
    }

    /// <summary>Who coordinates a step of the script, or has done so last.</summary>
    public sealed record Coordinator(string Step) : NodeSelector
    {
        internal override string Phrase => $"coordinator({Step})";
    }

    /// <summary>Some of the nodes that are up and not paused, drawn by chance; all of them when there are no more.</summary>
    public sealed record Random(int Count) : NodeSelector
    {
        internal override string Phrase => $"random({ScenarioText.Number(Count)})";
    }

    /// <summary>All nodes.</summary>
    public sealed record All : NodeSelector
    {
        internal override string Phrase => "all";
    }

    /// <summary>All nodes but these.</summary>
    public sealed record AllExcept(ImmutableArray<NodeSelector> Others) : NodeSelector
    {
        internal override string Phrase => $"all_except({string.Join(", ", Others)})";
    }

    /// <summary>The node of the event for which the fault waited.</summary>
    public sealed record OfEvent : NodeSelector
    {
        internal override string Phrase => "event.node";
    }

    /// <summary>The nodes of several selectors, in their order, each once.</summary>
    public sealed record Several(ImmutableArray<NodeSelector> Parts) : NodeSelector
    {
        internal override string Phrase => string.Join(", ", Parts);

        internal override bool IsLiteral => Parts.All(part => part.IsLiteral);

        /// <inheritdoc/>
        public override string ToScenarioText() => $"[{string.Join(", ", Parts.Select(part => part.ToScenarioText()))}]";
    }

    /// <summary>These nodes by name.</summary>
    public static NodeSelector Named(params ImmutableArray<NodeId> nodes) =>
        nodes.Length == 1 ? new One(nodes[0]) : new Several([.. nodes.Select(node => new One(node))]);
}
