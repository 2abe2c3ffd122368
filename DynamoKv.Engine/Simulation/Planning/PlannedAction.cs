// What a planned fault does.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation.Planning;

/// <summary>What a planned fault does: an action whose nodes are known only when it begins. A closed set.</summary>
public abstract record PlannedAction
{
    internal abstract string Words { get; }

    /// <summary>The selectors in it, in the order in which they are resolved.</summary>
    internal abstract ImmutableArray<NodeSelector> Selectors { get; }

    /// <summary>Whether it ends: what does not takes no duration.</summary>
    internal virtual bool Lasts => true;

    /// <summary>Ends processes; at its end they are started again.</summary>
    public sealed record Crash(NodeSelector Node, CrashLoss Loss) : PlannedAction
    {
        internal override string Words => $"crash: {{ node: {Node.ToScenarioText()}, lose: {Loss.ToString().ToLowerInvariant()} }}";

        internal override ImmutableArray<NodeSelector> Selectors => [Node];
    }

    /// <summary>Freezes processes; at its end they go on.</summary>
    public sealed record Pause(NodeSelector Node) : PlannedAction
    {
        internal override string Words => $"pause: {{ node: {Node.ToScenarioText()} }}";

        internal override ImmutableArray<NodeSelector> Selectors => [Node];
    }

    /// <summary>Groups that can't reach each other. A node in none reaches everyone; one in two stays in the first.</summary>
    public sealed record Partition(ImmutableArray<NodeSelector> Groups) : PlannedAction
    {
        internal override string Words => $"partition: {{ groups: [{string.Join(", ", Groups.Select(GroupText))}] }}";

        internal override ImmutableArray<NodeSelector> Selectors => Groups;

        private static string GroupText(NodeSelector group) =>
            group is NodeSelector.Several ? group.ToScenarioText() : $"[{group.ToScenarioText()}]";
    }

    /// <summary>A partition of a known shape.</summary>
    /// <param name="Shape">Which.</param>
    /// <param name="Node">Of <see cref="PartitionShape.Isolate"/> who is alone, of <see cref="PartitionShape.Bridge"/> the bridge; null: drawn.</param>
    public sealed record ShapedPartition(PartitionShape Shape, NodeSelector? Node = null) : PlannedAction
    {
        internal override string Words =>
            $"partition: {{ shape: {PartitionShapes.NameOf(Shape)}{(Node is null ? "" : $", node: {Node.ToScenarioText()}")} }}";

        internal override ImmutableArray<NodeSelector> Selectors => Node is null ? [] : [Node];
    }

    /// <summary>One way: what the senders send to the receivers is lost.</summary>
    public sealed record Cut(NodeSelector From, NodeSelector To) : PlannedAction
    {
        internal override string Words => $"cut: {{ from: {From.ToScenarioText()}, to: {To.ToScenarioText()} }}";

        internal override ImmutableArray<NodeSelector> Selectors => [From, To];
    }

    /// <summary>Bad links from each sender to each receiver; null: anyone.</summary>
    public sealed record Link(NodeSelector? From, NodeSelector? To, Latency Delay, double Loss = 0, double Duplicate = 0) : PlannedAction
    {
        internal override string Words =>
            $"link: {{ {End("from", From)}{End("to", To)}delay: {Delay}, loss: {ScenarioText.Number(Loss)}, duplicate: {ScenarioText.Number(Duplicate)} }}";

        internal override ImmutableArray<NodeSelector> Selectors => [.. new[] { From, To }.OfType<NodeSelector>()];

        private static string End(string name, NodeSelector? node) => node is null ? "" : $"{name}: {node.ToScenarioText()}, ";
    }

    /// <summary>Commits take longer.</summary>
    public sealed record SlowDisk(NodeSelector Node, Latency Delay) : PlannedAction
    {
        internal override string Words => $"disk: {{ node: {Node.ToScenarioText()}, slow: {Delay} }}";

        internal override ImmutableArray<NodeSelector> Selectors => [Node];
    }

    /// <summary>Writes are refused.</summary>
    public sealed record FullDisk(NodeSelector Node) : PlannedAction
    {
        internal override string Words => $"disk: {{ node: {Node.ToScenarioText()}, full: true }}";

        internal override ImmutableArray<NodeSelector> Selectors => [Node];
    }

    /// <summary>The next commit fails.</summary>
    public sealed record FailCommit(NodeSelector Node) : PlannedAction
    {
        internal override string Words => $"disk: {{ node: {Node.ToScenarioText()}, fail_commit: true }}";

        internal override ImmutableArray<NodeSelector> Selectors => [Node];
    }

    /// <summary>Bits flip in stored rows.</summary>
    /// <param name="Rows">In how many rows of each disk, drawn by chance.</param>
    /// <param name="Key">In this row instead; null: drawn.</param>
    public sealed record BitFlip(NodeSelector Node, int Rows = 1, Key? Key = null) : PlannedAction
    {
        internal override string Words => $"disk: {{ node: {Node.ToScenarioText()}, bitflip: "
            + (Key is { } key ? $"{{ key: {ScenarioText.Text(key.Text)} }} }}" : $"{{ keys: {ScenarioText.Number(Rows)} }} }}");

        internal override ImmutableArray<NodeSelector> Selectors => [Node];

        internal override bool Lasts => false;
    }

    /// <summary>Clocks are off.</summary>
    public sealed record Clock(NodeSelector Node, TimeSpan Offset, double DriftPpm = 0) : PlannedAction
    {
        internal override string Words =>
            $"clock: {{ node: {Node.ToScenarioText()}, offset: {ScenarioText.Duration(Offset)}, drift_ppm: {ScenarioText.Number(DriftPpm)} }}";

        internal override ImmutableArray<NodeSelector> Selectors => [Node];
    }

    /// <summary>Members leave.</summary>
    public sealed record Leave(NodeSelector Node) : PlannedAction
    {
        internal override string Words => $"leave: {{ node: {Node.ToScenarioText()} }}";

        internal override ImmutableArray<NodeSelector> Selectors => [Node];

        internal override bool Lasts => false;
    }

    /// <summary>An action as it is: a join, a command, a request.</summary>
    public sealed record Do(ScenarioAction Action) : PlannedAction
    {
        internal override string Words => Action.ToScenarioLine();

        internal override ImmutableArray<NodeSelector> Selectors => [];

        internal override bool Lasts => Action is FaultAction or CrashAction or PauseAction;
    }
}
