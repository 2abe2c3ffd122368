// Every version that clients were shown, by its name.
using System.Collections.Concurrent;

namespace DynamoKv.Benchmarks.Processes;

/// <summary>Every version that clients were shown, by its dot: no dot names two values. Thread-safe.</summary>
public sealed class DotBook
{
    private readonly ConcurrentDictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>Dots that named two values, in words.</summary>
    public ConcurrentQueue<string> Problems { get; } = new();

    /// <summary>How many versions were seen.</summary>
    public int Count => _values.Count;

    /// <summary>A client was shown a version.</summary>
    public void Take(string dot, string value)
    {
        var known = _values.GetOrAdd(dot, value);
        if (known != value)
            Problems.Enqueue($"The dot {dot} names '{known}' and '{value}'.");
    }
}
