// A run as the page of runs lists it.
using DynamoKv.Engine.Archive.Runs;
using DynamoKv.Engine.Checking.Histories;
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Scenarios;
using DynamoKv.Engine.Scenarios.Running;
using DynamoKv.Web.Components.Texts;
using DynamoKv.Web.Sessions;
using DynamoKv.Web.Sessions.Shelf;

namespace DynamoKv.Web.Components.Runs;

/// <summary>A run as the page of runs lists it: one that is open, or one that is only kept.</summary>
/// <param name="Name">Under which it is found: "run-2", "stored-17".</param>
/// <param name="Title">The name of its scenario.</param>
/// <param name="Seed">Its seed; a dash: it has none.</param>
/// <param name="Quorum">Its N/R/W; a dash: its scenario is not understood.</param>
/// <param name="Verdict">What came of all its assertions together; unknown: nobody has judged them yet, or can't tell; null: it asserts nothing.</param>
/// <param name="Events">Lines of its log.</param>
/// <param name="Kept">When it was kept last; null: not yet.</param>
/// <param name="Stored">Its number in the archive; null: it is not there.</param>
/// <param name="State">What it does, or what opening it does.</param>
/// <param name="IsOpen">Whether it is open.</param>
public sealed record RunLine(
    string Name, string Title, string Seed, string Quorum, VerdictOutcome? Verdict, long Events, DateTimeOffset? Kept, long? Stored, string State, bool IsOpen)
{
    private const string None = "–";

    /// <summary>Whether it may go: the run that everybody shares stays.</summary>
    public bool CanGo => Name != RunRegistry.MainName;

    /// <summary>A run that is open.</summary>
    /// <param name="session">It.</param>
    /// <param name="kept">As it was kept last; null: it never was.</param>
    public static RunLine Of(IClusterSession session, StoredRun? kept)
    {
        ArgumentNullException.ThrowIfNull(session);
        var asserts = session.Scenario?.Assertions.Length > 0;
        return new RunLine(
            session.Name, session.Title, session.Seed is { } seed ? Words.Fill("{0}", seed) : None, Text(session.Options.Quorum),
            Together(session.Verdicts.IsEmpty && kept is not null ? kept.Verdicts : session.Verdicts, asserts),
            session.LastEvent, kept?.KeptAt, session.Keeping.StoredAs, StateOf(session), IsOpen: true);
    }

    /// <summary>A run that is only kept.</summary>
    /// <param name="run">It.</param>
    /// <param name="file">Its scenario; null: it is not understood.</param>
    public static RunLine Of(StoredRun run, ScenarioFile? file)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new RunLine(
            RunShelf.NameOf(run.Id), run.Title, Words.Fill("{0}", run.Seed), file is null ? None : Text(file.Cluster.Node.Quorum),
            Together(run.Verdicts, file is null || file.Assertions.Length > 0), run.Events, run.KeptAt, run.Id, StateOf(run, file), IsOpen: false);
    }

    /// <summary>An outcome with its sign.</summary>
    public static string Text(VerdictOutcome? verdict) => verdict switch
    {
        VerdictOutcome.Pass => "✓ " + RunsText.Pass,
        VerdictOutcome.Fail => "✗ " + RunsText.Fail,
        VerdictOutcome.Unknown => "? " + RunsText.NotKnown,
        _ => "– " + RunsText.NothingAsserted,
    };

    private static string Text(Quorum quorum) => Words.Fill("{0}/{1}/{2}", quorum.N, quorum.R, quorum.W);

    private static VerdictOutcome? Together(IReadOnlyCollection<AssertionVerdict> verdicts, bool asserts) =>
        verdicts.Any(verdict => verdict.IsAsExpected == false) ? VerdictOutcome.Fail
        : verdicts.Count > 0 && verdicts.All(verdict => verdict.IsAsExpected == true) ? VerdictOutcome.Pass
        : asserts ? VerdictOutcome.Unknown
        : null;

    private static string StateOf(IClusterSession session) => session switch
    {
        { Controls: null } => RunsText.Recorded,
        { Current.Playback.IsMoving: true } => RunsText.Running,
        { End: { } end } when session.Now >= end => RunsText.Over,
        _ => RunsText.Standing,
    };

    private static string StateOf(StoredRun run, ScenarioFile? file) =>
        file is null ? RunsText.NotUnderstood
        : run.Engine == RunShelf.Engine ? RunsText.Again
        : Words.Fill(RunsText.OtherEngine, run.Engine);
}
