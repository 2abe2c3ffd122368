// Judges what clients may expect of their sessions.
namespace DynamoKv.Engine.Checking.Histories.Sessions;

/// <summary>
/// Judges one guarantee of sessions, client by client and key by key, as a subset test on contexts: all writes of the
/// history
/// that the earlier operation knew, the later one has to know. A tombstone that is removed for good takes with it the
/// memory of what it had replaced, so what a delete replaced may be missing, as long as none of that is shown again.
/// </summary>
public sealed class SessionChecker(SessionGuarantee guarantee) : HistoryChecker
{
    /// <inheritdoc/>
    public override string Name => guarantee switch
    {
        SessionGuarantee.ReadYourWrites => "read your writes",
        SessionGuarantee.MonotonicReads => "monotonic reads",
        SessionGuarantee.MonotonicWrites => "monotonic writes",
        SessionGuarantee.WritesFollowReads => "writes follow reads",
        _ => throw new InvalidOperationException($"There is no guarantee '{guarantee}'."),
    };

    private bool IsAboutOwnWrites => guarantee is SessionGuarantee.ReadYourWrites or SessionGuarantee.MonotonicWrites;

    private bool JudgesReads => guarantee is SessionGuarantee.ReadYourWrites or SessionGuarantee.MonotonicReads;

    private protected override Judgement Judge(History history)
    {
        var judged = new Judgement { Doubt = Obstacle(history) };
        if (judged.Doubt is not null)
            return judged;

        long operations = 0, without = 0;
        foreach (var key in history.Registers)
        {
            foreach (var session in key.Rows.Where(row => row.Process is not null).GroupBy(row => row.Process!, StringComparer.Ordinal))
            {
                var walk = new SessionWalk(key);
                foreach (var row in session)
                    (operations, without) = Take(judged, walk, row) ? (operations + 1, without) : (operations, without + 1);
            }
        }

        judged.Doubt = without == 0 ? null : $"{Words.Count(without, "operation comes", "operations come")} without a context: nobody knows what was seen.";
        judged.Summary = $"{Words.Count(operations, "operation", "operations")} knew what their clients had known before.";
        return judged;
    }

    private protected override Explanation Explain(History history, Finding finding)
    {
        var (later, earlier, missing) = (finding.Culprit, finding.First!, finding.Second!);
        var client = later.Process;
        var sentence = guarantee switch
        {
            SessionGuarantee.ReadYourWrites =>
                $"{Words.Opening(later)} of {client} showed {Words.Shown(later)} of '{later.Key}', although {client}'s own {Words.Of(missing)} was "
                + $"acknowledged {Ago(missing, later)} before",
            SessionGuarantee.MonotonicReads =>
                $"{Words.Opening(later)} of {client} showed {Words.Shown(later)} of '{later.Key}' and knew nothing of {Words.Of(missing)}, "
                + $"which {client}'s {Words.Of(earlier)} had known {Ago(earlier, later)} before",
            SessionGuarantee.MonotonicWrites =>
                $"{client}'s {Words.Of(later)} on '{later.Key}' stands beside {client}'s own {Words.Of(missing)} and not after it, "
                + $"although that was acknowledged {Ago(missing, later)} before",
            _ =>
                $"{client}'s {Words.Of(later)} on '{later.Key}' does not come after {Words.Of(missing)}, which {client}'s {Words.Of(earlier)} had known "
                + $"{Ago(earlier, later)} before",
        };
        HistoryRow[] rows = [.. new[] { missing, earlier, later }.DistinctBy(row => row.Number)];
        return new Explanation($"{sentence}{Words.Lines(rows)}.", [.. rows]);
    }

    private static string? Obstacle(History history) =>
        !history.TellsCausality ? "Last-write-wins keeps no contexts that say what was seen."
        : history.Rows.Length > 0 && !history.NamesClients ? "The history does not say which client asked what."
        : null;

    private static string Ago(HistoryRow earlier, HistoryRow later) => Words.Time(later.Begin - earlier.End);

    // False: the row has no context and should have one.
    private bool Take(Judgement judged, SessionWalk walk, HistoryRow row)
    {
        var isLater = row.IsWrite != JudgesReads && (row.IsWrite ? row.MayHaveHappened : row.IsOk);
        if (isLater && row.Context is { } context && walk.FirstMissing(row, context, IsAboutOwnWrites) is { } missing)
            judged.Findings.Add(new Finding(row, missing.Earlier, missing.Write));

        if (row.IsOk)
            walk.Remember(row);

        return row.Context is not null || !(isLater || (!IsAboutOwnWrites && row is { IsWrite: false, IsOk: true }));
    }
}
