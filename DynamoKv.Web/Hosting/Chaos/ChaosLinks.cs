// Faults of the network as one node sees them.
using DynamoKv.Engine.Networking.Faults;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Simulation;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Hosting.Chaos;

/// <summary>
/// Turns faults of the network into what one node has to do to its own links. The other nodes have to be told the same: a
/// node breaks its own side only.
/// </summary>
internal static class ChaosLinks
{
    /// <summary>What a node does for a fault.</summary>
    /// <param name="isShared">All other nodes do their part: of a fault of all links each takes what it sends.</param>
    /// <exception cref="FaultRefusedException">When the fault is none of its links.</exception>
    public static IReadOnlyList<LinkFault> Of(NodeId self, FaultAction fault, bool isShared = false)
    {
        var faults = fault switch
        {
            PartitionAction partition => Partition(self, partition),
            CutAction cut => Cut(self, cut),
            LinkAction link => Link(self, link, isShared),
            _ => throw new InvalidOperationException($"{fault.GetType().Name} is no fault of the network."),
        };
        return faults.Count > 0 ? faults : throw new FaultRefusedException($"{self} has no part in {fault.Description}: send it to a node that has.");
    }

    private static List<LinkFault> Partition(NodeId self, PartitionAction partition) => partition.Groups.Any(group => group.Contains(self))
        ? [.. partition.Groups.Where(group => !group.Contains(self)).SelectMany(group => group).Select(peer => new LinkFault(LinkFaultKind.Block, peer))]
        : [];

    private static List<LinkFault> Cut(NodeId self, CutAction cut) => cut.Sender == self
        ? [.. cut.Receivers.Where(peer => peer != self).Select(peer => new LinkFault(LinkFaultKind.Drop, peer, LinkDirections.Outgoing))]
        : cut.Receivers.Contains(self) ? [new LinkFault(LinkFaultKind.Drop, cut.Sender, LinkDirections.Incoming)] : [];

    private static List<LinkFault> Link(NodeId self, LinkAction link, bool isShared)
    {
        var (isSender, isReceiver) = (link.Sender is null || link.Sender == self, link.Receiver is null || link.Receiver == self);
        return (isSender, isReceiver) switch
        {
            (true, true) when link.Sender is null && link.Receiver is null => Each(link, null, isShared ? LinkDirections.Outgoing : LinkDirections.Both),
            (true, _) when link.Receiver != self => Each(link, link.Receiver, LinkDirections.Outgoing),
            (_, true) when link.Sender != self => Each(link, link.Sender, LinkDirections.Incoming),
            _ => [],
        };
    }

    private static List<LinkFault> Each(LinkAction link, NodeId? peer, LinkDirections directions)
    {
        var faults = new List<LinkFault>();
        if (!link.Delay.IsZero)
            faults.Add(new LinkFault(LinkFaultKind.Delay, peer, directions, Delay: ChaosDesk.ConstantOf(link.Delay)));
        if (link.Loss > 0)
            faults.Add(new LinkFault(LinkFaultKind.Drop, peer, directions, link.Loss));
        if (link.Duplicate > 0)
            faults.Add(new LinkFault(LinkFaultKind.Duplicate, peer, directions, link.Duplicate));
        return faults;
    }
}
