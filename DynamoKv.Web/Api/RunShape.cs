// Runs as JSON shapes.
using DynamoKv.Engine.Archive.Runs;
using DynamoKv.Engine.Scenarios.Running;
using DynamoKv.Web.Sessions;
using DynamoKv.Web.Sessions.Shelf;

namespace DynamoKv.Web.Api;

/// <summary>Runs as JSON shapes.</summary>
internal static class RunShape
{
    public static string UrlOf(string run) => $"/api/v1/runs/{run}";

    public static RunsAnswer All(IRunRegistry runs)
    {
        var open = runs.All;
        var kept = open.Select(session => session.Keeping.StoredAs).ToHashSet();
        return new RunsAnswer([.. open.Select(Of)], [.. (runs.Shelf?.All ?? []).Where(run => !kept.Contains(run.Id)).Select(Of)]);
    }

    public static RunAnswer Of(IClusterSession session)
    {
        var playback = session.Current.Playback;
        return new RunAnswer(
            session.Name, session.Title, session.Seed, UrlOf(session.Name), playback.IsPaused, playback.IsMoving, playback.IsBehind, playback.Speed,
            Shapes.Seconds(playback.Now), playback.LastEvent, playback.StoppedBecause,
            session.Keeping.StoredAs is { } id ? RunShelf.NameOf(id) : null, session.Keeping.Problem, session.End is { } end ? Shapes.Seconds(end) : null);
    }

    public static StoredRunAnswer Of(StoredRun run)
    {
        var name = RunShelf.NameOf(run.Id);
        return new StoredRunAnswer(
            name, run.Title, run.Seed, UrlOf(name), run.Engine, Unix(run.BegunAt), Unix(run.KeptAt), Shapes.Seconds(run.Now), run.Events, run.Recorded, run.Interventions, run.LogHash,
            run.Parent is { } parent ? RunShelf.NameOf(parent) : null, run.ForkEvent, run.IsOver, run.StoppedBecause, IsAsExpected(run.Verdicts), run.Bytes);
    }

    public static VerdictsAnswer Verdicts(string run, bool isOver, IReadOnlyList<AssertionVerdict> verdicts, RunFigures? figures) => new(
        run, isOver, IsAsExpected(verdicts),
        [.. verdicts.Select(verdict => new VerdictInfo(
            verdict.Id, verdict.Kind, verdict.Expected.ToString().ToLowerInvariant(), verdict.Outcome.ToString().ToLowerInvariant(), verdict.IsAsExpected, verdict.Sentence, [.. verdict.Lines]))],
        figures);

    /// <summary>Null: nobody can tell, or there is nothing to tell.</summary>
    private static bool? IsAsExpected(IReadOnlyCollection<AssertionVerdict> verdicts) =>
        verdicts.Any(verdict => verdict.IsAsExpected == false) ? false
        : verdicts.Count == 0 || verdicts.Any(verdict => verdict.IsAsExpected is null) ? null
        : true;

    private static double Unix(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000.0;
}
