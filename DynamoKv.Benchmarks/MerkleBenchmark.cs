// Anti-entropy: building Merkle trees, one update, and comparing two replicas.
using DynamoKv.Engine.AntiEntropy;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Benchmarks;

/// <summary>A node of a cluster of three: it replicates all 450 ranges. A million keys.</summary>
internal static class MerkleBenchmark
{
    private const int Keys = 1_000_000;
    private const int Updates = 1_000_000;
    private const int Leaves = 65_536;

    /// <summary>Measures building, updating, and a comparison of equal and of nearly equal replicas.</summary>
    public static void Run(Report report)
    {
        var ring = HashRing.Build(Enumerable.Range(1, 3).Select(number => new RingMember(new NodeId($"node-{number}"))), new RingOptions());
        var keys = Enumerable.Range(0, Keys).Select(number => Key.Of($"key-{number}")).ToArray();
        var positions = Array.ConvertAll(keys, RingPosition.OfKey);
        report.Line($"Merkle trees of {Keys:N0} keys in {ring.Partitions().Length} ranges: build", Measurement.Of(() =>
        {
            _ = Build(ring, keys);
            return 1;
        }), "< 5 s");

        var (mine, theirs) = (Build(ring, keys), Build(ring, keys));
        report.Line("Merkle trees: one update", Measurement.Of(() => Update(mine, keys, positions)), "< 5 us");
        report.Line("digest of a new sibling set", Measurement.Of(Digest));
        mine = Build(ring, keys);
        Compare(report, "equal", View(mine), View(theirs), "a handful of hashes");
        mine.Set(positions[7], keys[7], 12345);
        Compare(report, "one key differs", View(mine), View(theirs), string.Empty);
        report.Line("quorum put, 3 replicas, W=2, in memory, anti-entropy off", Measurement.Of(() => Put(new NodeOptions())));
        report.Line("the same, anti-entropy on", Measurement.Of(() => Put(new NodeOptions { AntiEntropy = new AntiEntropyOptions() })));
    }

    private static long Put(NodeOptions options)
    {
        const int Puts = 50_000;
        using var cluster = new LoopCluster(nodes: 5, options);
        for (var number = 0; number < Puts; number++)
        {
            cluster.Ask(
                static (operation, key, _) => new ClientRequest.Put(operation, key, RequestOptions.None, WriteContent.Text("milk"), null, false),
                number, LoopCluster.KeyOf(number % 1_000));
        }

        return cluster.Answered;
    }

    private static MerkleForest Build(HashRing ring, Key[] keys)
    {
        var forest = new MerkleForest(ring.Partitions(), Leaves);
        for (var number = 0; number < keys.Length; number++)
        {
            forest.Set(RingPosition.OfKey(keys[number]), keys[number], (ulong)number + 1);
        }

        return forest;
    }

    private static long Update(MerkleForest forest, Key[] keys, RingPosition[] positions)
    {
        var random = new DeterministicRandom(1);
        for (var update = 0; update < Updates; update++)
        {
            var number = random.NextInt32(Keys);
            forest.Set(positions[number], keys[number], random.NextUInt64());
        }

        return Updates;
    }

    private static long Digest()
    {
        const int Sets = 100_000;
        var rules = VersionRules.For(VersionMode.Dotted);
        var actor = new VersionActor(new NodeId("node-1"), 1);
        var content = WriteContent.Text("milk");
        var sum = 0UL;
        for (var number = 1; number <= Sets; number++)
        {
            sum += rules.Put(SiblingSet.Empty, null, content, false, new Dot(actor, number), Instant.Zero).Digest;
        }

        return sum == 0 ? 1 : Sets;
    }

    private static MerkleView View(MerkleForest forest) => new(forest, [.. Enumerable.Range(0, forest.Ranges.Length)]);

    private static void Compare(Report report, string what, MerkleView mine, MerkleView theirs, string target)
    {
        var hashes = Descend(mine, theirs);
        report.Line($"comparison of two replicas of {Keys:N0} keys, {what}: {hashes} hashes", Measurement.Of(() =>
        {
            _ = Descend(mine, theirs);
            return 1;
        }), target);
    }

    private static long Descend(MerkleView mine, MerkleView theirs)
    {
        var descent = new MerkleDescent(mine);
        while (!descent.IsOver)
        {
            descent.Take(MerkleDescent.Answer(theirs, descent.Next(100)));
        }

        return descent.HashesCompared;
    }
}
