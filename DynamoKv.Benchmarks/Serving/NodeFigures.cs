// What nodes say of themselves at /metrics, summed.
using System.Globalization;

namespace DynamoKv.Benchmarks.Serving;

/// <summary>The counters and histograms of nodes by name, summed over labels, and the differences between two looks.</summary>
internal sealed class NodeFigures
{
    private readonly Dictionary<string, double> _sums = new(StringComparer.Ordinal);

    /// <summary>Asks nodes.</summary>
    public static async Task<NodeFigures> OfAsync(IEnumerable<Uri> nodes)
    {
        var figures = new NodeFigures();
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        foreach (var node in nodes)
        {
            figures.Add(await client.GetStringAsync(new Uri(node, "/metrics")));
        }

        return figures;
    }

    /// <summary>What came since an earlier look.</summary>
    public NodeFigures Since(NodeFigures before)
    {
        var since = new NodeFigures();
        foreach (var (name, value) in _sums)
        {
            since._sums[name] = value - before._sums.GetValueOrDefault(name);
        }

        return since;
    }

    /// <summary>A sum.</summary>
    public double this[string name] => _sums.GetValueOrDefault(name);

    /// <summary>The mean of a histogram; 0 where nothing was measured.</summary>
    public double Mean(string histogram) => this[histogram + "_count"] > 0 ? this[histogram + "_sum"] / this[histogram + "_count"] : 0;

    private void Add(string text)
    {
        foreach (var line in text.Split('\n').Where(line => line.Length > 0 && line[0] != '#' && !line.Contains("_bucket{", StringComparison.Ordinal)))
        {
            var (name, value) = (line[..line.IndexOfAny([' ', '{'])], line[(line.LastIndexOf(' ') + 1)..]);
            _sums[name] = _sums.GetValueOrDefault(name) + double.Parse(value, CultureInfo.InvariantCulture);
        }
    }
}
