// What a checker says of a history.
using System.Collections.Immutable;

namespace DynamoKv.Engine.Checking.Histories;

/// <summary>Whether a promise was kept.</summary>
public enum VerdictOutcome
{
    /// <summary>It was kept.</summary>
    Pass,

    /// <summary>It was broken; there is a witness.</summary>
    Fail,

    /// <summary>Nobody can tell: the budget ran out, or the history is too thin.</summary>
    Unknown,
}

/// <summary>What a checker says of a history.</summary>
/// <param name="Checker">The promise: "linearizable".</param>
/// <param name="Outcome">Whether it was kept.</param>
/// <param name="Sentence">One sentence for a person: the first breach, or what was looked at, or why nobody can
/// tell.</param>
public sealed record HistoryVerdict(string Checker, VerdictOutcome Outcome, string Sentence)
{
    /// <summary>
    /// Everything that breaks the promise: a history without these rows passes. Empty unless it fails.
    /// </summary>
    public ImmutableArray<HistoryRow> Witness { get; init; } = [];

    /// <summary>The operations that the sentence speaks of.</summary>
    public ImmutableArray<HistoryRow> Example { get; init; } = [];

    /// <summary>How many breaches there are.</summary>
    public int Breaches { get; init; }

    /// <summary>The lines of the log that begin and end the example's operations, in order.</summary>
    public ImmutableArray<long> Lines =>
        [.. Example.SelectMany(row => new[] { row.BeginLine, row.EndLine }).Where(line => line > 0).Distinct().Order()];

    /// <summary>"linearizable: fail: ...".</summary>
    public override string ToString() => $"{Checker}: {Outcome.ToString().ToLowerInvariant()}: {Sentence}";
}
