// Vector clocks and sibling sets: merge, compare, write, encode.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Benchmarks;

/// <summary>Clocks of three entries, sets of one sibling with a value of 100 bytes.</summary>
internal static class ClockBenchmark
{
    private const int Count = 1_000_000;

    /// <summary>Measures the algebra of versions.</summary>
    public static void Run(Report report)
    {
        var left = Clock(1, 5, 9);
        var right = Clock(2, 4, 9);
        report.Line("vector clock of 3: merge", Measurement.Of(() => Repeat(() => left.Merge(right))));
        report.Line("vector clock of 3: compare", Measurement.Of(() => Repeat(() => left.CompareTo(right))));

        var rules = VersionRules.For(VersionMode.Dotted);
        var content = new WriteContent(new byte[100], WriteContent.TextContentType);
        var held = rules.Put(SiblingSet.Empty, left, content, false, new Dot(Actor(0), 10), Instant.Zero);
        var bytes = held.Encode();
        report.Line("sibling set: put over one version", Measurement.Of(() => Repeat(
            () => rules.Put(held, held.Context, content, false, new Dot(Actor(0), 11), Instant.Zero))));
        report.Line("sibling set: encode", Measurement.Of(() => Repeat(held.Encode)));
        report.Line("sibling set: decode", Measurement.Of(() => Repeat(() => SiblingSet.Decode(bytes))));
    }

    private static long Repeat<T>(Func<T> work)
    {
        for (var time = 0; time < Count; time++)
        {
            work();
        }

        return Count;
    }

    private static VectorClock Clock(params long[] counters) =>
        VectorClock.Of(counters.Select((counter, node) => new ClockEntry(Actor(node), counter)));

    private static VersionActor Actor(int node) => new(new NodeId($"node-{node}"), 1);
}
