// Random histories of one key on several replicas, with what really happened written down.
using CsCheck;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Versioning;

/// <summary>What can happen to a key.</summary>
internal enum StepKind
{
    /// <summary>A client reads a replica and remembers the context.</summary>
    Read,

    /// <summary>A client writes with what it last read, possibly long ago and elsewhere.</summary>
    Put,

    /// <summary>A client writes without a context.</summary>
    BlindPut,

    /// <summary>One replica takes over what another holds.</summary>
    Exchange,

    /// <summary>A replica starts a new life; its counter begins anew.</summary>
    Restart,
}

/// <summary>One event: who and with whom, as numbers that are taken modulo what there is.</summary>
internal readonly record struct Step(StepKind Kind, int Replica, int Other, int Client, bool IsTombstone);

/// <summary>
/// Runs steps over replicas and keeps an exact record beside them: for every replica and every context the set of all
/// writes that it has seen, and for every write what it saw. No clock takes part in the record.
/// </summary>
internal sealed class History
{
    public const int Replicas = 4;
    private const int Clients = 3;
    private static readonly string[] Nodes = ["A", "B", "C", "D"];

    private static readonly StepKind[] Weighted =
    [
        StepKind.Read, StepKind.Read, StepKind.Put, StepKind.Put, StepKind.Put,
        StepKind.BlindPut, StepKind.Exchange, StepKind.Exchange, StepKind.Exchange, StepKind.Restart,
    ];

    private readonly VersionRules _rules;
    private readonly long[] _counters = new long[Replicas];
    private readonly long[] _lives = [1, 1, 1, 1];
    private readonly (VectorClock Context, HashSet<Dot> Seen)[] _clients;
    private long _now;

    public static readonly Gen<Step[]> Steps = Gen.Select(
        Gen.Int[0, Weighted.Length - 1], Gen.Int[0, Replicas - 1], Gen.Int[0, Replicas - 1],
        Gen.Int[0, Clients - 1], Gen.Int[0, 4],
        (kind, replica, other, client, tombstone) =>
            new Step(Weighted[kind], replica, other, client, tombstone == 0)).Array[1, 40];

    private History(VersionRules rules)
    {
        _rules = rules;
        _clients = [.. Enumerable.Range(0, Clients).Select(_ => (VectorClock.Empty, new HashSet<Dot>()))];
    }

    /// <summary>What each replica holds.</summary>
    public SiblingSet[] Held { get; } = [.. Enumerable.Repeat(SiblingSet.Empty, Replicas)];

    /// <summary>All writes that each replica has heard of, itself or through others.</summary>
    public HashSet<Dot>[] Seen { get; } = [.. Enumerable.Range(0, Replicas).Select(_ => new HashSet<Dot>())];

    /// <summary>What each write had seen.</summary>
    public Dictionary<Dot, HashSet<Dot>> PastOf { get; } = [];

    public static History Of(VersionMode mode, IEnumerable<Step> steps) => Of(VersionRules.For(mode), steps);

    public static History Of(VersionRules rules, IEnumerable<Step> steps)
    {
        var history = new History(rules);
        foreach (var step in steps)
        {
            history.Run(step);
        }

        return history;
    }

    /// <summary>
    /// The writes that a replica should hold: those it has seen that no other write it has seen had seen.
    /// </summary>
    public IEnumerable<Dot> Concurrent(IReadOnlyCollection<Dot> seen) =>
        seen.Where(dot => !seen.Any(other => PastOf[other].Contains(dot))).Order();

    /// <summary>Merges what all replicas hold.</summary>
    public SiblingSet Converged() => Held.Aggregate(SiblingSet.Empty, _rules.Merge);

    private void Run(Step step)
    {
        _now++;
        switch (step.Kind)
        {
            case StepKind.Read:
                _clients[step.Client] = (Held[step.Replica].Context, [.. Seen[step.Replica]]);
                break;
            case StepKind.Put:
                Put(step, _clients[step.Client].Context, _clients[step.Client].Seen);
                break;
            case StepKind.BlindPut:
                Put(step, null, Seen[step.Replica]);
                break;
            case StepKind.Exchange:
                Held[step.Replica] = _rules.Merge(Held[step.Replica], Held[step.Other]);
                Seen[step.Replica].UnionWith(Seen[step.Other]);
                break;
            default:
                _lives[step.Replica]++;
                _counters[step.Replica] = 0;
                break;
        }
    }

    private void Put(Step step, VectorClock? context, HashSet<Dot> seen)
    {
        var dot = new Dot(Versions.Life(Nodes[step.Replica], _lives[step.Replica]), ++_counters[step.Replica]);
        var content = step.IsTombstone ? WriteContent.None : WriteContent.Text(dot.ToString());
        Held[step.Replica] = _rules.Put(Held[step.Replica], context, content, step.IsTombstone, dot, Versions.At(_now));
        PastOf[dot] = [.. seen];
        Seen[step.Replica].UnionWith(seen);
        Seen[step.Replica].Add(dot);
    }
}
