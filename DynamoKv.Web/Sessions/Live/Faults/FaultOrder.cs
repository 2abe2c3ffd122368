// What a member is asked to break or to mend, as it travels.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Web.Sessions.Live.Faults;

/// <summary>
/// What a member is asked to break or to mend. Of the faults only those that pages offer: everything else is sent to the
/// member's own route by who wants it.
/// </summary>
/// <param name="Id">The fault's name.</param>
/// <param name="Groups">Of a partition; else empty.</param>
/// <param name="Node">Whose disk is slow; null: it is about links.</param>
/// <param name="Delay">How much slower a disk or each link is; zero, and no groups: the fault is to be healed.</param>
/// <param name="Lasts">When it ends by itself.</param>
/// <param name="Caller">Who asks, for the security log.</param>
internal sealed record FaultOrder(
    string Id, ImmutableArray<ImmutableArray<NodeId>> Groups, NodeId? Node, TimeSpan Delay, TimeSpan Lasts, string Caller)
{
    private const int MostWords = 200;

    /// <summary>An order to heal.</summary>
    public static FaultOrder ToHeal(string id, string caller) => new(id, [], null, TimeSpan.Zero, TimeSpan.Zero, caller);

    /// <summary>An order to put a fault in.</summary>
    /// <exception cref="FaultRefusedException">When pages offer no such fault of a real cluster.</exception>
    public static FaultOrder ToInject(FaultAction fault, TimeSpan lasts, string caller) => fault switch
    {
        PartitionAction partition => new(fault.Fault, partition.Groups, null, TimeSpan.Zero, lasts, caller),
        LinkAction { Sender: null, Receiver: null, Loss: 0, Duplicate: 0 } link => new(fault.Fault, [], null, DelayOf(link.Delay), lasts, caller),
        SlowDiskAction disk => new(fault.Fault, [], disk.Node, DelayOf(disk.Delay), lasts, caller),
        _ => throw new FaultRefusedException($"Pages put no such fault into a real cluster: {fault.Description}. Send it to the route of the node."),
    };

    /// <summary>Does it with the faults of this process; says in words what came of it.</summary>
    /// <exception cref="FaultRefusedException">When it makes no sense here.</exception>
    public FaultTold Do(INodeFaults faults)
    {
        var who = Caller.Length <= MostWords ? Caller : Caller[..MostWords];
        if (Fault is not { } fault)
        {
            return faults.Heal(Id, who) ? new FaultTold($"{Id} is healed.") : new FaultTold($"{Id} was over already.");
        }

        return new FaultTold(faults.Inject(fault, Lasts, who, isShared: true).Description);
    }

    private FaultAction? Fault => !Groups.IsDefaultOrEmpty ? new PartitionAction(Id, Groups)
        : Delay <= TimeSpan.Zero ? null
        : Node is { } node ? new SlowDiskAction(Id, node, Latency.Constant(Delay))
        : new LinkAction(Id, null, null, Latency.Constant(Delay), 0, 0);

    private static TimeSpan DelayOf(Latency delay) => delay.Draw(new DeterministicRandom(0));
}

/// <summary>What came of an order.</summary>
internal sealed record FaultTold(string Message);
