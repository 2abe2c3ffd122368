// What was deleted stays deleted.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Checking.Histories.Accounting;

/// <summary>
/// What was deleted stays deleted: the last read of a key shows nothing that an acknowledged delete before it had
/// seen.
/// </summary>
public sealed class Resurrection : HistoryChecker
{
    /// <summary>
    /// When everything was at rest: earlier reads don't count; null: the last one counts, whenever it was.
    /// </summary>
    public Instant? SettledFrom { get; init; }

    /// <inheritdoc/>
    public override string Name => "no resurrection";

    private protected override Judgement Judge(History history)
    {
        var judged = new Judgement();
        long deletes = 0, unread = 0;
        foreach (var key in history.Registers)
        {
            var last = LastRead.Of(key, SettledFrom);
            foreach (var delete in key.Writes.Where(row => row is { IsOk: true, Kind: HistoryKind.Delete }))
            {
                if (last is null || !last.Judges(delete))
                    unread++;
                else if (FirstBack(key, last.Read, delete) is { } back)
                    judged.Findings.Add(new Finding(delete, last.Read, back));
                else
                    deletes++;
            }
        }

        judged.Doubt = unread == 0
            ? null
            : $"Nobody read the key after {Words.Count(unread, "acknowledged delete", "acknowledged deletes")}: read every key at the end.";
        judged.Summary = $"Nothing is back that {Words.Count(deletes, "acknowledged delete", "acknowledged deletes")} took away.";
        return judged;
    }

    private protected override Explanation Explain(History history, Finding finding)
    {
        var (delete, read, write) = (finding.Culprit, finding.First!, finding.Second!);
        return new Explanation(
            $"{Words.Opening(read)} showed {write.Written} of '{read.Key}' {Words.Time(read.Begin - delete.End)} after {Words.Of(delete)} was acknowledged, "
            + $"which had seen {Words.Of(write)}{Words.Lines(write, delete, read)}.",
            [write, delete, read]);
    }

    private static HistoryRow? FirstBack(KeyRows key, HistoryRow read, HistoryRow delete)
    {
        foreach (var value in read.Seen)
        {
            if (!value.IsTombstone && key.WriterOf(value) is { } writer && KeyRows.Replaces(delete, writer))
                return writer;
        }

        return null;
    }
}
