// What all checkers of histories have in common.
using System.Collections.Immutable;

namespace DynamoKv.Engine.Checking.Histories;

/// <summary>Judges a history by one promise. Keeps nothing from one history to the next.</summary>
public abstract class HistoryChecker
{
    private const int MaxRounds = 100;

    /// <summary>The promise: "linearizable".</summary>
    public abstract string Name { get; }

    /// <summary>Judges a history. Without the rows of a verdict's witness it does not fail.</summary>
    public HistoryVerdict Check(History history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var judged = Judge(history);
        if (judged.Findings.Count == 0)
        {
            return judged.Doubt is { } doubt
                ? new HistoryVerdict(Name, VerdictOutcome.Unknown, doubt)
                : new HistoryVerdict(Name, VerdictOutcome.Pass, judged.Summary);
        }

        var (sentence, rows) = Explain(history, judged.Findings[0]);
        var more = judged.Findings.Count - 1;
        return new HistoryVerdict(Name, VerdictOutcome.Fail, more == 0 ? sentence : $"{sentence} {Words.Count(more, "more breach", "more breaches")} like it.")
        {
            Breaches = judged.Findings.Count,
            Example = rows,
            Witness = WitnessOf(history, judged),
        };
    }

    /// <summary>Finds the breaches.</summary>
    private protected abstract Judgement Judge(History history);

    /// <summary>Puts a breach into words.</summary>
    private protected abstract Explanation Explain(History history, Finding finding);

    /// <summary>Whether something can be wrong without some of its culprits that was not wrong with them.</summary>
    private protected virtual bool RemovalCanUncover => true;

    // Without a read nothing new can be wrong; without a write something can: a delete may have excused what it took
    // away.
    private ImmutableArray<HistoryRow> WitnessOf(History history, Judgement judged)
    {
        var witness = Culprits(judged).ToDictionary(row => row.Number);
        for (var round = 0; RemovalCanUncover && round < MaxRounds && judged.Findings.Any(finding => finding.Culprit.IsWrite); round++)
        {
            judged = Judge(history.Without(witness.Values));
            foreach (var row in Culprits(judged))
                witness.TryAdd(row.Number, row);
        }

        return [.. witness.Values.OrderBy(row => row.Invoked).ThenBy(row => row.Number)];
    }

    private static IEnumerable<HistoryRow> Culprits(Judgement judged) => judged.Findings.Select(finding => finding.Culprit).DistinctBy(row => row.Number);
}
