// What a checker found in a history, before it is put into words.
using System.Collections.Immutable;

namespace DynamoKv.Engine.Checking.Histories;

/// <summary>A breach.</summary>
/// <param name="Culprit">The row without which it would not be there.</param>
/// <param name="First">A row that it has to do with; what that is, the checker knows.</param>
/// <param name="Second">One more.</param>
internal readonly record struct Finding(HistoryRow Culprit, HistoryRow? First = null, HistoryRow? Second = null);

/// <summary>A breach in words.</summary>
/// <param name="Sentence">What happened.</param>
/// <param name="Rows">The operations that it names.</param>
internal readonly record struct Explanation(string Sentence, ImmutableArray<HistoryRow> Rows);

/// <summary>What a checker found.</summary>
internal sealed class Judgement
{
    /// <summary>The breaches.</summary>
    public List<Finding> Findings { get; } = [];

    /// <summary>Why nobody can tell, where there is no breach; null: one can.</summary>
    public string? Doubt { get; set; }

    /// <summary>What was looked at and held.</summary>
    public string Summary { get; set; } = "";
}
