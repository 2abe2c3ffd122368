// When a process grows.
using System.Globalization;

namespace DynamoKv.Benchmarks.Soak;

/// <summary>
/// When a process grows: its first quarter is warming up and does not count; then the median of the last quarter may not be
/// above that of the second quarter by more than a share, or, where that is little, by more than an allowance.
/// </summary>
public static class GrowthRule
{
    /// <summary>The fewest samples of a node that can be judged.</summary>
    public const int FewestSamples = 8;

    private const double Share = 0.2;
    private const long Mebibyte = 1 << 20;

    private static readonly (string Name, Func<ProcessSample, long> Of, long Allowance)[] Measures =
    [
        ("bytes of memory", sample => sample.ResidentBytes, 48 * Mebibyte),
        ("handles", sample => sample.Handles, 20),
        ("threads", sample => sample.Threads, 20),
        ("bytes on disk", sample => sample.DiskBytes, 16 * Mebibyte),
        ("open requests", sample => sample.OpenRequests, 5),
    ];

    /// <summary>What grows, in sentences; empty: nothing, or too few samples to tell.</summary>
    public static IReadOnlyList<string> Problems(IEnumerable<ProcessSample> samples) =>
        [.. samples.GroupBy(sample => sample.Node).Where(node => node.Count() >= FewestSamples).SelectMany(Problems)];

    private static IEnumerable<string> Problems(IGrouping<string, ProcessSample> node)
    {
        var samples = node.OrderBy(sample => sample.Minute).ToArray();
        foreach (var (name, of, allowance) in Measures)
        {
            var (early, late) = (Median(Quarter(samples, 1), of), Median(Quarter(samples, 3), of));
            if (late > early + Math.Max(allowance, (long)(early * Share)))
                yield return string.Create(CultureInfo.InvariantCulture, $"{node.Key} grows: {early:N0} {name} in the second quarter, {late:N0} in the last.");
        }
    }

    private static ProcessSample[] Quarter(ProcessSample[] samples, int quarter) =>
        samples[(samples.Length * quarter / 4)..(samples.Length * (quarter + 1) / 4)];

    private static long Median(ProcessSample[] samples, Func<ProcessSample, long> of) => samples.Select(of).Order().ElementAt(samples.Length / 2);
}
