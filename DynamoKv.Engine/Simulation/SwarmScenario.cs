// A random cluster under random faults that are all healed in the end.
using System.Collections.Immutable;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Engine.Simulation;

/// <summary>
/// Draws a scenario from a seed: first a stormy phase with clients and faults of all kinds, then calm weather in which
/// every node is up and every fault healed. Such runs look for what nobody thought of.
/// </summary>
/// <remarks>One disk at most is lost in a run: with W = 2, losing two may rightly lose an acknowledged write.</remarks>
public sealed class SwarmScenario
{
    private const int FaultCount = 9;
    private const int Nodes = 5;

    private readonly DeterministicRandom _chance;
    private readonly ImmutableArray<NodeId> _nodes = [.. Enumerable.Range(0, Nodes).Select(index => new NodeId($"n{index + 1}"))];
    private readonly List<TimedAction> _timeline = [];
    private bool _isDiskLost;

    private SwarmScenario(ulong seed) => _chance = new DeterministicRandom(seed).Stream("swarm");

    /// <summary>When clients stop and everything is healed.</summary>
    public static Instant Calm { get; } = Instant.After(TimeSpan.FromSeconds(3));

    /// <summary>When a run has settled.</summary>
    public static Instant End { get; } = Instant.After(TimeSpan.FromSeconds(5));

    /// <summary>The scenario of a seed.</summary>
    public static Scenario Create(ulong seed)
    {
        var swarm = new SwarmScenario(seed);
        for (var fault = 1; fault <= FaultCount; fault++)
            swarm.AddFault($"f{fault}");

        swarm.HealNodes();
        return swarm.Build(seed);
    }

    private Scenario Build(ulong seed) => new()
    {
        Name = $"swarm {seed}",
        Seed = seed,
        Members = [.. _nodes.Select(node => new RingMember(node, Tokens: 16))],
        Node = new NodeOptions
        {
            RequestTimeout = TimeSpan.FromMilliseconds(250),
            SuspicionPeriod = TimeSpan.FromMilliseconds(400),
            ReadRepair = (ReadRepairMode)_chance.NextInt32(3),
        },
        Network = new NetworkOptions
        {
            Latency = NextLatency(),
            Loss = _chance.NextInt32(3) * 0.01,
            Duplicate = _chance.NextInt32(3) * 0.01,
            IsFifo = _chance.NextBool(0.3),
        },
        Disk = new DiskOptions
        {
            CommitLatency = _chance.NextBool(0.5) ? Latency.Constant(TimeSpan.Zero) : NextLatency(),
            MaxBatch = 1 << _chance.NextInt32(9),
        },
        Workload = new WorkloadOptions
        {
            Clients = 3,
            OperationsPerSecond = 60,
            Keys = [Key.Of("cart:alice"), Key.Of("cart:bob"), Key.Of("session:42")],
            GetShare = 0.4,
            DeleteShare = 0.1,
            Stop = Calm,
        },
        Timeline = [.. _timeline],
    };

    private void AddFault(string name)
    {
        var start = NextTime(Instant.Zero);
        var end = NextTime(start);
        switch (_chance.NextInt32(9))
        {
            case 0 or 1: Crash(start, end); break;
            case 2: Plan(start, new PauseAction(NextNode()), end, null); break;
            case 3: Plan(start, Halves(name), end, new HealAction(name)); break;
            case 4: Plan(start, new CutAction(name, _nodes[0], [_nodes[1], _nodes[2]]), end, new HealAction(name)); break;
            case 5: Plan(start, new LinkAction(name, NextNode(), null, NextLatency(), 0.2, 0.2), end, new HealAction(name)); break;
            case 6: Plan(start, new SlowDiskAction(name, NextNode(), NextLatency()), end, new HealAction(name)); break;
            case 7: Plan(start, new FullDiskAction(name, NextNode()), end, new HealAction(name)); break;
            default: FailCommit(start, end); break;
        }
    }

    private void Crash(Instant start, Instant end)
    {
        var node = NextNode();
        var loss = (CrashLoss)_chance.NextInt32(_isDiskLost ? 2 : 3);
        _isDiskLost |= loss == CrashLoss.Disk;
        Plan(start, new CrashAction(node, loss), end, new RestartAction(node));
    }

    private void FailCommit(Instant start, Instant end)
    {
        var failing = new FailCommitAction(NextNode());
        Plan(start, failing, end, new RestartAction(failing.Node));
        _timeline.Add(new TimedAction(Calm, new HealAction(failing.Fault)));
    }

    private void Plan(Instant start, ScenarioAction harm, Instant end, ScenarioAction? cure)
    {
        _timeline.Add(new TimedAction(start, harm));
        if (cure is not null)
            _timeline.Add(new TimedAction(end, cure));
    }

    private void HealNodes()
    {
        foreach (var node in _nodes)
        {
            _timeline.Add(new TimedAction(Calm, new RestartAction(node)));
            _timeline.Add(new TimedAction(Calm, new ResumeAction(node)));
        }
    }

    private PartitionAction Halves(string name)
    {
        var cut = 1 + _chance.NextInt32(Nodes - 1);
        return new PartitionAction(name, [_nodes[..cut], _nodes[cut..]]);
    }

    private NodeId NextNode() => _nodes[_chance.NextInt32(Nodes)];

    private Instant NextTime(Instant from) =>
        new(from.Microseconds + _chance.NextInt32((int)(Calm.Microseconds - from.Microseconds)));

    private Latency NextLatency()
    {
        var typical = TimeSpan.FromMilliseconds(1 + _chance.NextInt32(15));
        return _chance.NextInt32(4) switch
        {
            0 => Latency.Constant(typical),
            1 => Latency.Uniform(TimeSpan.Zero, typical * 2),
            2 => Latency.Exponential(typical),
            _ => Latency.Lognormal(typical, 0.8),
        };
    }
}
