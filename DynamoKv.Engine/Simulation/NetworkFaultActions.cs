// What can be done to the network.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation;

/// <summary>Nodes of different groups can't reach each other; a node in no group reaches everyone.</summary>
/// <param name="Groups">Two groups or more; no node in two of them.</param>
public sealed record PartitionAction(string Fault, ImmutableArray<ImmutableArray<NodeId>> Groups) : FaultAction(Fault)
{
    /// <inheritdoc/>
    public override string Description => $"a partition between {string.Join(" and ", Groups.Select(group => string.Join(", ", group)))}";

    /// <inheritdoc/>
    public override ImmutableArray<LinkBarrier> Barriers =>
        [.. Groups.SelectMany(left => Groups.Where(right => right != left).Select(right => new LinkBarrier(left, right)))];

    /// <inheritdoc/>
    protected override string Words => $"partition: {{ groups: [{string.Join(", ", Groups.Select(group => ScenarioText.List(group)))}] }}";
}

/// <summary>One way: what the sender sends to the receivers is lost; what they send to it arrives.</summary>
/// <param name="Sender">Who is not heard.</param>
/// <param name="Receivers">Who does not hear.</param>
public sealed record CutAction(string Fault, NodeId Sender, ImmutableArray<NodeId> Receivers) : FaultAction(Fault)
{
    /// <inheritdoc/>
    public override string Description => $"a cut: {string.Join(", ", Receivers)} can't hear {Sender}";

    /// <inheritdoc/>
    public override ImmutableArray<LinkBarrier> Barriers => [new([Sender], Receivers)];

    /// <inheritdoc/>
    protected override string Words => $"cut: {{ from: {ScenarioText.Text(Sender.Value)}, to: {ScenarioText.List(Receivers)} }}";
}

/// <summary>Adds delay, loss and duplication to links.</summary>
/// <param name="Sender">Where the links begin; null: anywhere.</param>
/// <param name="Receiver">Where they end; null: anywhere.</param>
/// <param name="Delay">Comes on top of the network's own latency.</param>
/// <param name="Loss">Probability (0..1) that a message is lost.</param>
/// <param name="Duplicate">Probability (0..1) that a message arrives a second time.</param>
public sealed record LinkAction(string Fault, NodeId? Sender, NodeId? Receiver, Latency Delay, double Loss, double Duplicate)
    : FaultAction(Fault)
{
    /// <inheritdoc/>
    public override string Description =>
        $"a bad link from {Sender?.Value ?? "anyone"} to {Receiver?.Value ?? "anyone"}: "
        + $"delay {Delay}, loss {ScenarioText.Number(Loss)}, duplicates {ScenarioText.Number(Duplicate)}";

    /// <inheritdoc/>
    protected override string Words =>
        $"link: {{ {Place}delay: {Delay}, loss: {ScenarioText.Number(Loss)}, duplicate: {ScenarioText.Number(Duplicate)} }}";

    private string Place =>
        (Sender is { } sender ? $"from: {ScenarioText.Text(sender.Value)}, " : "")
        + (Receiver is { } receiver ? $"to: {ScenarioText.Text(receiver.Value)}, " : "");
}
