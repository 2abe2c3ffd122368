// Siblings are concurrent.
namespace DynamoKv.Engine.Checking.Histories.Accounting;

/// <summary>Siblings are concurrent: no read shows a version beside one whose context held it.</summary>
public sealed class FalseSiblings : HistoryChecker
{
    /// <inheritdoc/>
    public override string Name => "no false siblings";

    private protected override Judgement Judge(History history)
    {
        if (!history.TellsCausality)
            return new Judgement { Doubt = "Last-write-wins keeps no contexts that say what was seen." };

        var judged = new Judgement();
        long reads = 0;
        foreach (var key in history.Registers)
        {
            foreach (var read in key.Reads.Where(row => row.Seen.Length > 1))
            {
                reads++;
                if (FirstIn(key, read) is { } pair)
                    judged.Findings.Add(new Finding(read, pair.Older, pair.Newer));
            }
        }

        judged.Summary = $"{Words.Count(reads, "read", "reads")} showed siblings, and no sibling had seen another.";
        return judged;
    }

    private protected override Explanation Explain(History history, Finding finding)
    {
        var (read, older, newer) = (finding.Culprit, finding.First!, finding.Second!);
        return new Explanation(
            $"{Words.Opening(read)} showed {older.Written} beside {newer.Written} of '{read.Key}', although {Words.Of(newer)} had seen {Words.Of(older)} "
            + $"and so replaces it{Words.Lines(older, newer, read)}.",
            [older, newer, read]);
    }

    private static (HistoryRow Older, HistoryRow Newer)? FirstIn(KeyRows key, HistoryRow read)
    {
        HistoryRow[] writers = [.. read.Seen.Select(key.WriterOf).OfType<HistoryRow>()];
        foreach (var newer in writers)
        {
            foreach (var older in writers)
            {
                if (older.Number != newer.Number && newer.Context is { } context && KeyRows.Covers(context, older))
                    return (older, newer);
            }
        }

        return null;
    }
}
