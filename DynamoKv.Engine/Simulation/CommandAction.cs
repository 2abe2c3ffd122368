// What an administrator asks of a node.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation;

/// <summary>An administrator's command to a node.</summary>
/// <param name="Node">Who gets it.</param>
/// <param name="Command">What is asked.</param>
public sealed record CommandAction(NodeId Node, NodeCommand Command) : ScenarioAction
{
    /// <inheritdoc/>
    public override string ToScenarioLine() => $"command: {{ node: {ScenarioText.Text(Node.Value)}, {CommandText.Of(Command)} }}";
}
