// The faults in force.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>Puts faults in force and ends them, by name.</summary>
internal sealed class FaultBoard(World world)
{
    private readonly SortedDictionary<string, FaultInForce> _inForce = new(StringComparer.Ordinal);

    /// <summary>The names of the faults in force, in ordinal order.</summary>
    public ImmutableArray<string> Names => [.. _inForce.Keys];

    /// <summary>Whether a fault of this name is in force.</summary>
    public bool Contains(string fault) => _inForce.ContainsKey(fault);

    /// <summary>The log entry of a fault in force; 0: none.</summary>
    public long EntryOf(string fault) => _inForce.TryGetValue(fault, out var known) ? known.Entry : 0;

    /// <summary>Puts a fault in force.</summary>
    public void Inject(FaultAction action)
    {
        var undo = Do(action);
        var entry = world.Log.Add(world.Now, null, 0, new WorldEvent.FaultInjected(action.Fault, action.Description)
        {
            Barriers = action.Barriers,
        });
        _inForce.Add(action.Fault, new FaultInForce(entry, undo));
    }

    /// <summary>Ends a fault; nothing when none of this name is in force.</summary>
    public void Heal(string fault)
    {
        if (!_inForce.Remove(fault, out var known))
            return;

        known.Undo();
        world.Log.Add(world.Now, null, known.Entry, new WorldEvent.FaultHealed(fault));
    }

    private Action Do(FaultAction action)
    {
        switch (action)
        {
            case PartitionAction partition:
                return Do(BarrierRule.Between(GroupsOf(partition)));
            case CutAction cut:
                return Do(BarrierRule.OneWay(world.Nodes[cut.Sender], ReceiversOf(cut)));
            case CutsAction cuts:
                return Do(BarrierRule.OneWays(MatrixOf(cuts)));
            case LinkAction link:
                return Do(new LinkRule(
                    world.Nodes.PositionOrAny(link.Sender), world.Nodes.PositionOrAny(link.Receiver), link.Delay, link.Loss, link.Duplicate));
            case SlowDiskAction slow:
                DiskOf(slow.Node).Slow(slow.Delay);
                return () => DiskOf(slow.Node).Quicken(slow.Delay);
            case FullDiskAction full:
                DiskOf(full.Node).Fill(true);
                return () => DiskOf(full.Node).Fill(false);
            case FailCommitAction failing:
                DiskOf(failing.Node).CommitFault = failing.Fault;
                return () => DiskOf(failing.Node).CommitFault = null;
            case ClockAction clock:
                return world.ProcessOf(clock.Node).Clock.Begin(clock, world.Now);
            default:
                throw new InvalidOperationException($"The simulator does not know the fault {action.GetType().Name}.");
        }
    }

    private Action Do(INetworkRule rule)
    {
        world.Network.Add(rule);
        return () => world.Network.Remove(rule);
    }

    private DiskFaults DiskOf(NodeId node) => world.ProcessOf(node).DiskFaults;

    private int[] GroupsOf(PartitionAction partition)
    {
        var groupOfNode = new int[world.Nodes.Count];
        Array.Fill(groupOfNode, -1);
        for (var group = 0; group < partition.Groups.Length; group++)
        {
            foreach (var node in partition.Groups[group])
                groupOfNode[world.Nodes[node]] = group;
        }

        return groupOfNode;
    }

    private bool[] ReceiversOf(CutAction cut)
    {
        var isReceiver = new bool[world.Nodes.Count];
        foreach (var node in cut.Receivers)
            isReceiver[world.Nodes[node]] = true;

        return isReceiver;
    }

    private bool[,] MatrixOf(CutsAction cuts)
    {
        var isCut = new bool[world.Nodes.Count, world.Nodes.Count];
        foreach (var cut in cuts.Cuts)
        {
            foreach (var sender in cut.Senders)
            {
                foreach (var receiver in cut.Receivers)
                    isCut[world.Nodes[sender], world.Nodes[receiver]] = true;
            }
        }

        return isCut;
    }

    private readonly record struct FaultInForce(long Entry, Action Undo);
}
