// One direction in which nodes can't be heard.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Protocol;

/// <summary>What any of the senders sends to any of the receivers is lost. One direction: a partition has two a pair of groups.</summary>
/// <param name="Senders">Who is not heard.</param>
/// <param name="Receivers">Who does not hear.</param>
public sealed record LinkBarrier(ImmutableArray<NodeId> Senders, ImmutableArray<NodeId> Receivers)
{
    /// <summary>Whether it lies on the way from one node to another.</summary>
    public bool IsBetween(NodeId sender, NodeId receiver) => Senders.Contains(sender) && Receivers.Contains(receiver);
}
