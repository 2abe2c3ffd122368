// The ring: how fast it is built and asked.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Benchmarks;

/// <summary>Rings of 5 and 1,000 nodes with 150 tokens each.</summary>
internal static class RingBenchmark
{
    private const int Lookups = 1_000_000;

    /// <summary>Measures build and preference list.</summary>
    public static void Run(Report report)
    {
        Measure(report, 5, string.Empty, string.Empty);
        Measure(report, 1_000, "< 1 s", "< 1 us");
    }

    private static void Measure(Report report, int nodes, string buildTarget, string askTarget)
    {
        var members = Enumerable.Range(1, nodes).Select(number => new RingMember(new NodeId($"node-{number}"))).ToArray();
        var ring = HashRing.Build(members, new RingOptions());
        report.Line($"ring of {nodes:N0} nodes, {ring.Tokens.Length:N0} tokens: build", Measurement.Of(() =>
        {
            _ = HashRing.Build(members, new RingOptions());
            return 1;
        }), buildTarget);
        report.Line($"ring of {nodes:N0} nodes: preference list of 3", Measurement.Of(() => Ask(ring)), askTarget);
    }

    private static long Ask(HashRing ring)
    {
        var random = new DeterministicRandom(1);
        var found = 0L;
        for (var lookup = 0; lookup < Lookups; lookup++)
        {
            found += ring.PreferenceList(new RingPosition((uint)random.NextUInt64()), 3).Length;
        }

        return found / 3;
    }
}
