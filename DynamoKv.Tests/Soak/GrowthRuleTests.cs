// When a process grows.
using DynamoKv.Benchmarks.Soak;

namespace DynamoKv.Tests.Soak;

public sealed class GrowthRuleTests
{
    private const long Mebibyte = 1 << 20;

    [Fact]
    public void What_stays_as_it_is_does_not_grow() => Assert.Empty(GrowthRule.Problems(Samples(_ => Sample(200 * Mebibyte))));

    [Fact]
    public void Warming_up_is_no_growth() =>
        Assert.Empty(GrowthRule.Problems(Samples(minute => Sample(minute < 15 ? minute * 20 * Mebibyte : 300 * Mebibyte))));

    [Fact]
    public void One_high_sample_is_no_growth() =>
        Assert.Empty(GrowthRule.Problems(Samples(minute => Sample(minute == 55 ? 900 * Mebibyte : 200 * Mebibyte))));

    [Fact]
    public void Whatever_grows_is_named()
    {
        Assert.Contains("bytes of memory", Only(minute => Sample((200 + (minute * 3)) * Mebibyte)), StringComparison.Ordinal);
        Assert.Contains("handles", Only(minute => Sample(Mebibyte) with { Handles = 100 + (int)minute }), StringComparison.Ordinal);
        Assert.Contains("threads", Only(minute => Sample(Mebibyte) with { Threads = 20 + (int)minute }), StringComparison.Ordinal);
        Assert.Contains("bytes on disk", Only(minute => Sample(Mebibyte) with { DiskBytes = minute * Mebibyte }), StringComparison.Ordinal);
        Assert.Contains("open requests", Only(minute => Sample(Mebibyte) with { OpenRequests = (int)minute }), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_node_that_grows_is_named()
    {
        var samples = Samples(_ => Sample(Mebibyte)).Concat(Samples(minute => Sample(Mebibyte) with { Node = "node-2", Handles = (int)minute * 10 }));

        Assert.StartsWith("node-2 grows", Assert.Single(GrowthRule.Problems(samples)), StringComparison.Ordinal);
    }

    private static string Only(Func<long, ProcessSample> of) => Assert.Single(GrowthRule.Problems(Samples(of)));

    private static IEnumerable<ProcessSample> Samples(Func<long, ProcessSample> of) => Enumerable.Range(0, 60).Select(minute => of(minute) with { Minute = minute });

    private static ProcessSample Sample(long bytes) => new(0, "node-1", bytes, 100, 20, Mebibyte, 2);
}
