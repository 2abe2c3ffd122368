// What can be done to the disk of a node.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Simulation;

/// <summary>Commits of the node take longer, on top of the disk's own latency.</summary>
/// <param name="Node">Whose disk.</param>
/// <param name="Delay">How much longer.</param>
public sealed record SlowDiskAction(string Fault, NodeId Node, Latency Delay) : FaultAction(Fault)
{
    /// <inheritdoc/>
    public override string Description => $"a slow disk at {Node}: {Delay} more a commit";

    /// <inheritdoc/>
    protected override string Words => $"disk: {{ node: {ScenarioText.Text(Node.Value)}, slow: {Delay} }}";
}

/// <summary>Writes of the node are refused, as by a disk without room, until healed.</summary>
/// <param name="Node">Whose disk.</param>
public sealed record FullDiskAction(string Fault, NodeId Node) : FaultAction(Fault)
{
    /// <inheritdoc/>
    public override string Description => $"a full disk at {Node}";

    /// <inheritdoc/>
    protected override string Words => $"disk: {{ node: {ScenarioText.Text(Node.Value)}, full: true }}";
}

/// <summary>
/// A bit flips in a stored row: it reads as damaged until it is written again. Nobody notices before the row is read. It has
/// no name and can't be healed; it is pointless when the node's disk has no such row.
/// </summary>
/// <param name="Node">Whose disk.</param>
/// <param name="Key">Which row.</param>
public sealed record BitFlipAction(NodeId Node, Key Key) : ScenarioAction
{
    /// <inheritdoc/>
    public override string ToScenarioLine() =>
        $"disk: {{ node: {ScenarioText.Text(Node.Value)}, bitflip: {ScenarioText.Text(Key.Text)} }}";
}

/// <summary>The node's next commit fails: memory and disk disagree, so the node stops. Used up by that commit.</summary>
/// <param name="Node">Whose disk.</param>
public sealed record FailCommitAction(NodeId Node) : FaultAction($"fail-commit-{Node}")
{
    /// <inheritdoc/>
    public override string Description => $"a failing disk at {Node}: the next commit fails";

    /// <inheritdoc/>
    protected override string Words => $"disk: {{ node: {ScenarioText.Text(Node.Value)}, fail_commit: true }}";
}
