// What goes wrong, and when it is healed.
using System.Collections.Immutable;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation.Swarm;

/// <summary>Draws what goes wrong, and heals all of it before calm weather begins.</summary>
/// <remarks>
/// One disk at most is lost (or has damaged rows) in a run, and only where every acknowledged write is on two disks: W is 2 or more, no hint
/// has to make room, and nothing waits in memory. Everything else that is acknowledged must survive everything.
/// </remarks>
internal sealed class SwarmFaults(SwarmChance chance, SwarmCluster cluster, NodeOptions options, ImmutableArray<Key> keys)
{
    private readonly List<TimedAction> _timeline = [];
    private readonly SwarmPartitions _partitions = new(chance, cluster.Nodes);
    private bool _mayLoseDisk = cluster.Quorum.W >= 2 && options.BufferedWrites is null && options.Handoff is null or { MaxHints: > 100 };

    public List<TimedAction> Draw()
    {
        var nodes = new List<NodeId>(cluster.Nodes);
        if (options.Gossip is not null && chance.Happens(0.7))
            ChangeMembers(nodes);

        var faults = chance.Between(2, 10);
        for (var fault = 1; fault <= faults; fault++)
            AddFault($"f{fault}");

        foreach (var node in nodes)
        {
            _timeline.Add(new TimedAction(SwarmScenario.Calm, new RestartAction(node)));
            _timeline.Add(new TimedAction(SwarmScenario.Calm, new ResumeAction(node)));
        }

        return _timeline;
    }

    private void AddFault(string name)
    {
        var start = chance.TimeAfter(Instant.Zero);
        var end = chance.TimeAfter(start);
        var node = chance.Among(cluster.Nodes);
        switch (chance.Below(13))
        {
            case 0 or 1 or 2: Plan(start, new CrashAction(node, DrawLoss()), end, new RestartAction(node)); break;
            case 3: Plan(start, new PauseAction(node), end, new ResumeAction(node)); break;
            case 4 or 5: Plan(start, _partitions.Draw(name), end, new HealAction(name)); break;
            case 6: Plan(start, _partitions.Cut(name), end, new HealAction(name)); break;
            case 7: Plan(start, new LinkAction(name, node, null, chance.Latency(), 0.2, 0.2), end, new HealAction(name)); break;
            case 8: Plan(start, new SlowDiskAction(name, node, chance.Latency()), end, new HealAction(name)); break;
            case 9: Plan(start, new FullDiskAction(name, node), end, new HealAction(name)); break;
            case 10: FailCommit(node, start, end); break;
            case 11: FlipBits(node); break;
            default: Clog(name, start, end); break;
        }
    }

    private CrashLoss DrawLoss()
    {
        var loss = (CrashLoss)chance.Below(_mayLoseDisk ? 3 : 2);
        _mayLoseDisk &= loss != CrashLoss.Disk;
        return loss;
    }

    // Rows that can't be read are lost: they count as the one disk.
    private void FlipBits(NodeId node)
    {
        foreach (var key in _mayLoseDisk ? keys : [])
            _timeline.Add(new TimedAction(chance.TimeAfter(Instant.Zero), new BitFlipAction(node, key)));

        _mayLoseDisk = false;
    }

    private void FailCommit(NodeId node, Instant start, Instant end)
    {
        var failing = new FailCommitAction(node);
        Plan(start, failing, end, new RestartAction(node));
        _timeline.Add(new TimedAction(SwarmScenario.Calm, new HealAction(failing.Fault)));
    }

    // Links are clogged one by one and freed in another order ("swizzle-clog").
    private void Clog(string name, Instant start, Instant end)
    {
        foreach (var node in chance.Some(cluster.Nodes))
        {
            var begin = chance.TimeAfter(start);
            var clog = $"{name}-{node}";
            Plan(begin, new LinkAction(clog, null, node, chance.Latency(), 1, 0), begin < end ? end : chance.TimeAfter(begin), new HealAction(clog));
        }
    }

    private void ChangeMembers(List<NodeId> nodes)
    {
        foreach (var newcomer in cluster.Newcomers.Take(chance.Below(3)))
        {
            var join = chance.TimeAfter(Instant.Zero);
            _timeline.Add(new TimedAction(Instant.Zero, new StartNodeAction(newcomer.Id)));
            _timeline.Add(new TimedAction(join, new JoinAction(newcomer.Id, newcomer.Tokens, newcomer.Rack)));
            if (chance.Happens(0.5))
                Plan(chance.TimeAfter(join), new CrashAction(newcomer.Id, (CrashLoss)chance.Below(2)), chance.TimeAfter(join), new RestartAction(newcomer.Id));

            nodes.Add(newcomer.Id);
        }

        if (cluster.Members.Length > cluster.Quorum.N && chance.Happens(0.6))
            _timeline.Add(new TimedAction(chance.TimeAfter(Instant.Zero), new LeaveAction(chance.Among(cluster.Nodes))));
    }

    private void Plan(Instant start, ScenarioAction harm, Instant end, ScenarioAction cure)
    {
        _timeline.Add(new TimedAction(start, harm));
        _timeline.Add(new TimedAction(end <= start ? SwarmScenario.Calm : end, cure));
    }
}
