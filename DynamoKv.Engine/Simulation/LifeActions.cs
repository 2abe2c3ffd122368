// What can be done to the life of a node.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation;

/// <summary>Ends a node's process.</summary>
/// <param name="Node">The node, which is up or paused.</param>
/// <param name="Loss">What is lost beyond what waited in memory.</param>
public sealed record CrashAction(NodeId Node, CrashLoss Loss) : ScenarioAction
{
    /// <inheritdoc/>
    public override string ToScenarioLine() => $"crash: {{ node: {ScenarioText.Text(Node.Value)}, lose: {LossWord} }}";

    private string LossWord => Loss switch
    {
        CrashLoss.Memory => "memory",
        CrashLoss.Unsynced => "unsynced",
        CrashLoss.Disk => "disk",
        _ => throw new InvalidOperationException($"A crash of {Node} can't lose '{Loss}'."),
    };
}

/// <summary>Starts the process of a node that is down, from what its disk holds.</summary>
/// <param name="Node">The node.</param>
public sealed record RestartAction(NodeId Node) : ScenarioAction
{
    /// <inheritdoc/>
    public override string ToScenarioLine() => $"restart: {{ node: {ScenarioText.Text(Node.Value)} }}";
}

/// <summary>Freezes a node's process: it takes no input and sends nothing, and what arrives waits.</summary>
/// <param name="Node">The node, which is up.</param>
public sealed record PauseAction(NodeId Node) : ScenarioAction
{
    /// <inheritdoc/>
    public override string ToScenarioLine() => $"pause: {{ node: {ScenarioText.Text(Node.Value)} }}";
}

/// <summary>Lets a paused node go on.</summary>
/// <param name="Node">The node.</param>
public sealed record ResumeAction(NodeId Node) : ScenarioAction
{
    /// <inheritdoc/>
    public override string ToScenarioLine() => $"resume: {{ node: {ScenarioText.Text(Node.Value)} }}";
}
