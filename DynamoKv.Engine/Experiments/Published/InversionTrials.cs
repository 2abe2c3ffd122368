// Two reads while a write is under way.
using DynamoKv.Engine.Experiments.Driving;
using DynamoKv.Engine.Experiments.Staleness;
using DynamoKv.Engine.Experiments.Statistics;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Experiments.Published;

/// <summary>
/// Two reads, one right after the other, while a write is under way: an inversion is when the first shows the new value
/// and the second does not.
/// The first begins at an even chance within the time from the write's begin to its acknowledgement. To know that time
/// beforehand the writes are
/// made twice: first alone, then, from the same seed and so with the same delays, with the reads. Writes and reads
/// enter at nodes of their own that
/// hold no copy, so they share no link, and the second writes end when the first ones did.
/// </summary>
internal sealed class InversionTrials
{
    private const int Replicas = 3;
    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(200);

    private readonly Scenario _scenario;
    private readonly Key[] _keys;
    private readonly NodeId _writer;
    private readonly NodeId _reader;

    public InversionTrials(LatencySet set, ReadRepairMode repair, ulong seed, int trials)
    {
        var scenario = StalenessPlan.ModelCluster(new Quorum(Replicas, 2, 2), new NetworkOptions { Legs = set.ToLegs() }, seed);
        _scenario = scenario with
        {
            Members = [.. Enumerable.Range(1, Replicas + 2).Select(number => new RingMember(new NodeId($"node-{number}"), 8))],
            Node = scenario.Node with { ReadRepair = repair },
        };
        var ring = HashRing.Build(_scenario.Members, _scenario.Ring);
        var replicas = ReplicasOf(ring, Key.Of("trial-0"));
        _keys = [.. Candidates().Where(key => ReplicasOf(ring, key).SetEquals(replicas)).Take(trials)];
        NodeId[] others = [.. _scenario.Members.Select(member => member.Id).Where(node => !replicas.Contains(node))];
        (_writer, _reader) = (others[0], others[1]);
    }

    /// <summary>Makes the trials.</summary>
    public Proportion Count(CancellationToken stop)
    {
        var alone = Pass(null, stop).Took;
        var chance = new DeterministicRandom(_scenario.Seed).Stream("begin of the first read");
        TimeSpan[] begins = [.. alone.Select(took => took * chance.NextDouble())];
        var (took, inversions) = Pass(begins, stop);
        return took.AsSpan().SequenceEqual(alone)
            ? new Proportion(inversions, _keys.Length)
            : throw new InvalidOperationException("The writes of the two passes took different times: reads must not share a link with them.");
    }

    private (TimeSpan[] Took, int Inversions) Pass(TimeSpan[]? reads, CancellationToken stop)
    {
        using var run = new SimulationRun(_scenario, new MemoryStoreFactory(), new RunOptions { IsTracing = false, MaxWaitingEvents = int.MaxValue });
        var driver = new RequestDriver(run);
        var took = new TimeSpan[_keys.Length];
        var inversions = 0;
        for (var trial = 0; trial < _keys.Length; trial++)
        {
            var (number, key, begin) = (trial, _keys[trial], Instant.After(Spacing * trial));
            driver.At(begin, () => driver.Put(_writer, key, WriteContent.Text("new"), null, _ => took[number] = driver.Now - begin));
            if (reads is not null)
                driver.At(begin + reads[trial], () => ReadTwice(driver, key, () => inversions++));
        }

        driver.Run(stop);
        return (took, inversions);
    }

    private void ReadTwice(RequestDriver driver, Key key, Action onInversion) => driver.Get(_reader, key, first =>
    {
        if (IsNew(first))
        {
            driver.Get(_reader, key, second =>
            {
                if (!IsNew(second))
                    onInversion();
            });
        }
    });

    private static bool IsNew(ClientResponse response) =>
        response is ClientResponse.Read { Versions.HasLiveValue: true };

    private static HashSet<NodeId> ReplicasOf(HashRing ring, Key key) => [.. ring.PreferenceList(RingPosition.OfKey(key), Replicas)];

    private static IEnumerable<Key> Candidates()
    {
        for (var number = 0; ; number++)
            yield return Key.Of($"trial-{number}");
    }
}
