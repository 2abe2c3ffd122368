// What one client knows of one key that only it writes.
namespace DynamoKv.Benchmarks.Processes;

/// <summary>
/// What one client knows of one key that nobody else writes. Its rule: what was acknowledged last is there; what was acknowledged
/// before is gone, for the client had seen it; what has an unknown outcome may be there or not.
/// </summary>
public sealed class KeyRecord(string key)
{
    private readonly HashSet<string> _unknown = [];
    private readonly HashSet<string> _unknownSince = []; // those that had seen what was acknowledged last
    private readonly HashSet<string> _seen = []; // what the context covers beside what was acknowledged last
    private readonly HashSet<string> _acknowledged = [];
    private readonly HashSet<string> _superseded = [];
    private readonly LastLines _history = new(16);

    /// <summary>The key.</summary>
    public string Key => key;

    /// <summary>What the next write has seen; null: nothing.</summary>
    public string? Context { get; set; }

    /// <summary>The value that was acknowledged last; null: none, or a delete.</summary>
    public string? Last { get; private set; }

    /// <summary>How many writes and deletes were acknowledged.</summary>
    public int AcknowledgedCount { get; private set; }

    /// <summary>Whether a delete has an unknown outcome since the last acknowledged write.</summary>
    public bool IsPerhapsDeleted { get; private set; }

    /// <summary>A write (null: a delete) was acknowledged.</summary>
    public void Acknowledge(string? value)
    {
        _superseded.UnionWith(_acknowledged);
        _superseded.UnionWith(_seen); // a sibling of what had seen it is no sibling: shown again, it is back
        _unknown.ExceptWith(_seen);
        _unknownSince.Clear();
        _acknowledged.Clear();
        _seen.Clear();
        if (value is not null)
            _acknowledged.Add(value);

        (Last, IsPerhapsDeleted) = (value, false);
        _history.Add($"{Named(value)} acknowledged");
        AcknowledgedCount++;
    }

    /// <summary>Nobody knows whether a write (null: a delete) was done.</summary>
    public void Unknown(string? value)
    {
        _history.Add($"{Named(value)} unknown");
        if (value is null)
            IsPerhapsDeleted = true;
        else
            _ = _unknown.Add(value) && _unknownSince.Add(value);
    }

    /// <summary>
    /// A read showed many versions: the next write shall supersede them all. Only where it showed what was acknowledged last, for
    /// otherwise its context would not cover that.
    /// </summary>
    public void Adopt(string? context, IReadOnlyCollection<string> shown)
    {
        if (context is null || Last is null || !shown.Contains(Last))
            return;

        Context = context;
        _history.Add($"saw {Words(shown)}");
        _seen.Clear(); // what an earlier read showed is not in this context, unless it is shown again
        _seen.UnionWith(shown);
        _seen.Remove(Last);
    }

    /// <summary>What is wrong with what the cluster shows; null: nothing.</summary>
    public string? ProblemWith(IReadOnlyCollection<string> shown) =>
        SentenceOn(shown) is { } sentence ? $"{sentence} Its client's last steps: {_history.ToString().ReplaceLineEndings("; ")}." : null;

    private string? SentenceOn(IReadOnlyCollection<string> shown)
    {
        if (Last is not null && !shown.Contains(Last) && !IsPerhapsDeleted && !MaySupersede(shown))
            return $"'{key}': '{Last}' was acknowledged, and the cluster shows {Words(shown)}.";

        var back = shown.FirstOrDefault(value => _superseded.Contains(value) && !_unknown.Contains(value));
        var never = shown.FirstOrDefault(value => value != Last && !_unknown.Contains(value) && !_seen.Contains(value));
        return back is not null ? $"'{key}': '{back}' is back, although an acknowledged write or delete had seen it."
            : never is not null ? $"'{key}': '{never}' was never written there."
            : null;
    }

    // A write with an unknown outcome had seen the last acknowledged one, and may have taken its place.
    private bool MaySupersede(IReadOnlyCollection<string> shown) => shown.Any(_unknownSince.Contains);

    private static string Named(string? value) => value is null ? "delete" : $"'{value}'";

    private static string Words(IReadOnlyCollection<string> shown) => shown.Count == 0 ? "nothing" : string.Join(", ", shown.Select(value => $"'{value}'"));
}
