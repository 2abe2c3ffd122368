// No acknowledged write is lost.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Checking.Histories.Accounting;

/// <summary>
/// No acknowledged write is lost: the last read of its key, begun after the write was over, shows it, or a write whose
/// context held it, or one that had seen such a write, and so on. A write without a context counts as one that had
/// seen what was acknowledged before it began. Reads come best when all is at rest.
/// </summary>
public sealed class LostWrites : HistoryChecker
{
    /// <summary>
    /// When everything was at rest: earlier reads don't count; null: the last one counts, whenever it was.
    /// </summary>
    public Instant? SettledFrom { get; init; }

    /// <inheritdoc/>
    public override string Name => "no lost acknowledged writes";

    // What the last read accounts for it accounts for without the help of a lost write.
    private protected override bool RemovalCanUncover => false;

    private protected override Judgement Judge(History history)
    {
        var judged = new Judgement();
        long accounted = 0, unread = 0;
        foreach (var key in history.Registers)
        {
            var last = LastRead.Of(key, SettledFrom);
            foreach (var write in key.Writes.Where(row => row is { IsOk: true, Kind: HistoryKind.Write }))
            {
                if (last is null || !last.Judges(write))
                    unread++;
                else if (last.Accounts(write))
                    accounted++;
                else if (last.IsPuzzling)
                    judged.Doubt = $"The last read of '{key.Key}' shows what nobody in this history wrote: what that had seen is unknown.";
                else
                    judged.Findings.Add(new Finding(write, last.Read));
            }
        }

        if (unread > 0)
            judged.Doubt ??= $"Nobody read the key after {Words.Count(unread, "acknowledged write", "acknowledged writes")}: read every key at the end.";

        judged.Summary = $"{Words.Count(accounted, "acknowledged write is", "acknowledged writes are")} shown or replaced by a write that had seen them.";
        return judged;
    }

    private protected override Explanation Explain(History history, Finding finding)
    {
        var (write, read) = (finding.Culprit, finding.First!);
        return new Explanation(
            $"{Words.Opening(write)} on '{write.Key}' was acknowledged {Words.At(write.Returned!.Value)}, but the last {Words.Of(read)}, "
            + $"{Words.Time(read.Begin - write.End)} later, showed {Words.Shown(read)}, which had never seen it{Words.Lines(write, read)}.",
            [write, read]);
    }
}
