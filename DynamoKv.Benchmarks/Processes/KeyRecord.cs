// What one client knows of one key that only it writes.
namespace DynamoKv.Benchmarks.Processes;

/// <summary>
/// What one client knows of one key that nobody else writes. Its rule: what was acknowledged is there until an acknowledged
/// write takes its place whose context covered it, and then is gone for ever; what has an unknown outcome may be there or not.
/// </summary>
public sealed class KeyRecord(string key)
{
    private readonly HashSet<string> _alive = []; // acknowledged, and covered by no acknowledged write since
    private readonly HashSet<string> _unknown = [];
    private readonly HashSet<string> _superseded = [];
    private readonly HashSet<string> _covered = []; // by the context of the next write
    private readonly HashSet<string> _perhapsDeleted = [];
    private readonly Dictionary<string, HashSet<string>> _coveredBy = []; // by writes with an unknown outcome
    private readonly LastLines _history = new(16);

    /// <summary>The key.</summary>
    public string Key => key;

    /// <summary>What the next write has seen; null: nothing.</summary>
    public string? Context { get; private set; }

    /// <summary>How many writes and deletes were acknowledged.</summary>
    public int AcknowledgedCount { get; private set; }

    /// <summary>A write (null: a delete) was acknowledged.</summary>
    /// <param name="value">What was written.</param>
    /// <param name="context">What came with the acknowledgement.</param>
    /// <param name="isCovered">
    /// Whether that context covers the write itself. It does not where the coordinator kept a sibling that the client never saw, which
    /// the context would cover too: then the next write is a sibling of this one.
    /// </param>
    public void Acknowledge(string? value, string? context, bool isCovered)
    {
        _alive.ExceptWith(_covered);
        _unknown.ExceptWith(_covered);
        _superseded.UnionWith(_covered);
        _covered.Clear();
        if (value is not null)
        {
            _alive.Add(value);
            if (isCovered)
                _covered.Add(value);
        }

        Context = context;
        AcknowledgedCount++;
        _history.Add($"{Named(value)} acknowledged{(isCovered ? "" : ", not covered by its context")}");
    }

    /// <summary>Nobody knows whether a write (null: a delete) was done.</summary>
    public void Unknown(string? value)
    {
        _history.Add($"{Named(value)} unknown");
        if (value is null)
            _perhapsDeleted.UnionWith(_covered);
        else if (_unknown.Add(value))
            _coveredBy.Add(value, [.. _covered]);
    }

    /// <summary>
    /// A read showed many versions: the next write shall supersede them all. Only where it showed all that was acknowledged, for
    /// otherwise its context would not cover that.
    /// </summary>
    public void Adopt(string? context, IReadOnlyCollection<string> shown)
    {
        if (context is null || _alive.Count == 0 || !_alive.IsSubsetOf(shown))
            return;

        Context = context;
        _history.Add($"saw {Words(shown)}");
        _covered.Clear(); // what an earlier read showed is not in this context, unless it is shown again
        _covered.UnionWith(shown);
    }

    /// <summary>What is wrong with what the cluster shows; null: nothing.</summary>
    public string? ProblemWith(IReadOnlyCollection<string> shown) =>
        SentenceOn(shown) is { } sentence ? $"{sentence} Its client's last steps: {_history.ToString().ReplaceLineEndings("; ")}." : null;

    private string? SentenceOn(IReadOnlyCollection<string> shown)
    {
        var lost = _alive.FirstOrDefault(value => !shown.Contains(value) && !MayBeGone(value, shown));
        var back = shown.FirstOrDefault(value => _superseded.Contains(value) && !_unknown.Contains(value));
        var never = shown.FirstOrDefault(value => !_alive.Contains(value) && !_unknown.Contains(value));
        return lost is not null ? $"'{key}': '{lost}' was acknowledged, and the cluster shows {Words(shown)}."
            : back is not null ? $"'{key}': '{back}' is back, although an acknowledged write or delete had seen it."
            : never is not null ? $"'{key}': '{never}' was never written there."
            : null;
    }

    // A delete or a write with an unknown outcome had seen it, and may have taken its place.
    private bool MayBeGone(string value, IReadOnlyCollection<string> shown) =>
        _perhapsDeleted.Contains(value) || shown.Any(other => _coveredBy.TryGetValue(other, out var covered) && covered.Contains(value));

    private static string Named(string? value) => value is null ? "delete" : $"'{value}'";

    private static string Words(IReadOnlyCollection<string> shown) => shown.Count == 0 ? "nothing" : string.Join(", ", shown.Select(value => $"'{value}'"));
}
