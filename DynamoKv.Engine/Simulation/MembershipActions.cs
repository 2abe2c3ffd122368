// What can be done to the membership.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Simulation;

/// <summary>Starts the process of a node that is no member yet: it knows the seeds, and waits.</summary>
/// <param name="Node">Its name, which is new.</param>
public sealed record StartNodeAction(NodeId Node) : ScenarioAction
{
    /// <inheritdoc/>
    public override string ToScenarioLine() => $"start: {{ node: {ScenarioText.Text(Node.Value)} }}";
}

/// <summary>Starts a node if need be, and lets it join by the first member that is up.</summary>
/// <param name="Node">Who joins.</param>
/// <param name="Tokens">Its weight.</param>
/// <param name="Rack">What fails together with it; null: unknown.</param>
public sealed record JoinAction(NodeId Node, int Tokens, string? Rack = null) : ScenarioAction
{
    /// <inheritdoc/>
    public override string ToScenarioLine() =>
        $"join: {{ node: {ScenarioText.Text(Node.Value)}, tokens: {Tokens}{(Rack is null ? "" : $", rack: {ScenarioText.Text(Rack)}")} }}";
}

/// <summary>Lets a member leave, by the first other member that is up.</summary>
/// <param name="Node">Who leaves.</param>
public sealed record LeaveAction(NodeId Node) : ScenarioAction
{
    /// <inheritdoc/>
    public override string ToScenarioLine() => $"leave: {{ node: {ScenarioText.Text(Node.Value)} }}";
}
