// Metrics as text, read and judged by the published rules of Prometheus.
using System.Globalization;
using System.Text.RegularExpressions;

namespace DynamoKv.Tests.Hosting.Watching;

/// <summary>One line of values.</summary>
internal sealed record MetricSample(string Name, string Labels, double Value);

/// <summary>Metrics in the text format 0.0.4: read, and judged by the published rules for names, units and types.</summary>
internal sealed partial class MetricsText
{
    private static readonly string[] Suffixes = ["_bucket", "_sum", "_count"];

    private MetricsText()
    {
    }

    public SortedDictionary<string, string> Types { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, string> Helps { get; } = new(StringComparer.Ordinal);

    public List<MetricSample> Samples { get; } = [];

    /// <summary>What is wrong, a sentence each.</summary>
    public List<string> Problems { get; } = [];

    public double this[string series] => Assert.Single(Samples, sample => sample.Name + sample.Labels == series).Value;

    public static MetricsText Read(string text)
    {
        var metrics = new MetricsText();
        if (!text.EndsWith('\n'))
        {
            metrics.Problems.Add("The last line has no end.");
        }

        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            metrics.ReadLine(line);
        }

        metrics.JudgeNames();
        metrics.JudgeSamples();
        return metrics;
    }

    private void ReadLine(string line)
    {
        if (Comment().Match(line) is { Success: true } comment)
        {
            var (kind, name, rest) = (comment.Groups[1].Value, comment.Groups[2].Value, comment.Groups[3].Value);
            if (!(kind == "TYPE" ? Types : Helps).TryAdd(name, rest))
            {
                Problems.Add($"{name} has two lines of {kind}.");
            }
        }
        else if (Sample().Match(line) is { Success: true } sample
            && double.TryParse(sample.Groups[3].Value.Replace("+Inf", "∞", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            Samples.Add(new MetricSample(sample.Groups[1].Value, sample.Groups[2].Value == "{}" ? "" : sample.Groups[2].Value, value));
        }
        else if (!line.StartsWith("# EOF", StringComparison.Ordinal))
        {
            Problems.Add($"No line of the format: {line}");
        }
    }

    private void JudgeNames()
    {
        foreach (var (name, type) in Types)
        {
            JudgeName(name, type);
        }
    }

    private void JudgeName(string name, string type)
    {
        Demand(Name().IsMatch(name), $"{name} is no snake_case name.");
        Demand(Helps.TryGetValue(name, out var help) && help.Length > 10, $"{name} has no help.");
        Demand(type is "counter" or "gauge" or "histogram", $"{name} has the type {type}.");
        Demand(type == "counter" == name.EndsWith("_total", StringComparison.Ordinal), $"{name} is a {type}: counters, and only they, end in _total.");
        Demand(!BadUnit().IsMatch(name), $"{name} has a unit that is no base unit: seconds and bytes are.");
        Demand(!Array.Exists(Suffixes, suffix => name.EndsWith(suffix, StringComparison.Ordinal)), $"{name} ends as parts of histograms do.");
        Demand(!name.Split('_').Contains(type), $"{name} has its type in its name.");
        Demand(!DoubledWord().IsMatch(name), $"{name} says a word twice.");
    }

    private void JudgeSamples()
    {
        foreach (var twice in Samples.GroupBy(sample => sample.Name + sample.Labels).Where(group => group.Count() > 1))
        {
            Problems.Add($"{twice.Key} is there {twice.Count()} times.");
        }

        foreach (var sample in Samples)
        {
            Demand(FamilyOf(sample.Name) is not null, $"{sample.Name} has no type.");
            Demand(sample.Labels.Length == 0 || Labels().IsMatch(sample.Labels), $"{sample.Name} has labels that are none: {sample.Labels}");
        }

        foreach (var histogram in Types.Where(pair => pair.Value == "histogram").Select(pair => pair.Key))
        {
            JudgeHistogram(histogram);
        }
    }

    /// <summary>Buckets never fall, and the last one is the count.</summary>
    private void JudgeHistogram(string name)
    {
        foreach (var series in Samples.Where(sample => sample.Name == name + "_bucket").GroupBy(sample => Bound().Replace(sample.Labels, "")))
        {
            var counts = series.Select(sample => sample.Value).ToList();
            var total = Samples.SingleOrDefault(sample => sample.Name == name + "_count" && sample.Labels.Trim('{', '}') == series.Key.Trim('{', '}', ','));
            Demand(counts.SequenceEqual(counts.Order()), $"{name}{series.Key}: a bucket has fewer than one before it.");
            Demand(series.Last().Labels.Contains("le=\"+Inf\"", StringComparison.Ordinal), $"{name}{series.Key} has no last bucket.");
            Demand(total?.Value == counts[^1], $"{name}{series.Key}: the last bucket is not the count.");
        }
    }

    private string? FamilyOf(string name) => Types.ContainsKey(name) ? name
        : Suffixes.Where(suffix => name.EndsWith(suffix, StringComparison.Ordinal)).Select(suffix => name[..^suffix.Length])
            .FirstOrDefault(family => Types.GetValueOrDefault(family) == "histogram");

    private void Demand(bool isSo, string problem)
    {
        if (!isSo)
        {
            Problems.Add(problem);
        }
    }

    [GeneratedRegex(@"^# (TYPE|HELP) (\S+) (.*)$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"^([A-Za-z_:][A-Za-z0-9_:]*)(\{.*\})? (\S+)(?: \d+)?$")]
    private static partial Regex Sample();

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
    private static partial Regex Name();

    [GeneratedRegex("(milliseconds|microseconds|nanoseconds|_ms|_us|minutes|hours|kilobytes|megabytes|bits|percent)(_total)?$")]
    private static partial Regex BadUnit();

    [GeneratedRegex(@"(?:^|_)([a-z]+)_\1(?:_|$)")]
    private static partial Regex DoubledWord();

    [GeneratedRegex("""^\{[a-z_][a-z0-9_]*="(?:[^"\\]|\\.)*"(?:,[a-z_][a-z0-9_]*="(?:[^"\\]|\\.)*")*\}$""")]
    private static partial Regex Labels();

    [GeneratedRegex(",?le=\"[^\"]*\"")]
    private static partial Regex Bound();
}
