// The last lines that a process printed.
namespace DynamoKv.Benchmarks.Processes;

/// <summary>The last lines that a process printed. Thread-safe.</summary>
/// <param name="most">How many are kept.</param>
internal sealed class LastLines(int most)
{
    private readonly Queue<string> _lines = new();

    /// <summary>Takes a line; null is none.</summary>
    public void Add(string? line)
    {
        lock (_lines)
        {
            if (line is null)
                return;

            if (_lines.Count == most)
                _lines.Dequeue();

            _lines.Enqueue(line);
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        lock (_lines)
            return string.Join('\n', _lines);
    }
}
