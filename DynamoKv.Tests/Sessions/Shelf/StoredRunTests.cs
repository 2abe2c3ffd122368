// Runs are kept, and opened again.
using Dapper;
using DynamoKv.Engine.Archive;
using DynamoKv.Engine.Archive.Runs;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Scenarios;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Simulation.Logging;
using DynamoKv.Tests.Storage;
using DynamoKv.Web.Sessions;
using DynamoKv.Web.Sessions.Shelf;

namespace DynamoKv.Tests.Sessions.Shelf;

public sealed class StoredRunTests
{
    private static readonly ScenarioFile Small = ScenarioReader.Require("""
        dynamokv: 1
        name: small
        until: 6s
        settle: 3s
        workload: { clients: 2, rate: { open: 20/s }, keys: { count: 5 } }
        assert:
          - { id: a1, kind: no_lost_acked_writes }
        """);

    [Fact]
    public void A_killed_process_leaves_its_runs_and_they_go_on_where_they_were_kept()
    {
        using var folder = new TemporaryFolder();
        using var killed = ArchiveDatabase.Open(folder.Path);
        using var bench = new SessionBench(archive: new RunArchive(killed));
        var session = Played(bench, bench.Runs.Create(Small, seed: 3));
        bench.Time.Advance(TimeSpan.FromSeconds(16)); // kept by the clock, not by a stop
        var id = session.Keeping.StoredAs!.Value;

        using var file = ArchiveDatabase.Open(folder.Path);
        using var next = new SessionBench(archive: new RunArchive(file));
        var stored = next.Runs.Shelf!.Find(id)!;
        var again = next.Runs.Open(id);

        Assert.Equal((stored.Events, stored.Now), (again.LastEvent, again.Now));
        Assert.Equal(Lines(session).Take((int)stored.Events), Lines(again));
        Assert.NotNull(again.Controls);
        Assert.Same(again, next.Runs.Open(id));
        again.Controls.StepForward();
        next.Runs.Close(again.Name);
        Assert.True(next.Runs.Shelf.Find(id)!.Events > stored.Events);
    }

    [Fact]
    public void A_run_that_is_over_is_kept_with_its_verdicts_and_figures()
    {
        using var database = ArchiveDatabase.InMemory();
        using var bench = new SessionBench(archive: new RunArchive(database));
        var session = bench.Runs.Create(Small, seed: 3);
        using (session.KeepAwake())
            bench.Time.Advance(TimeSpan.FromSeconds(10));

        bench.Runs.Close(session.Name);

        var stored = Assert.Single(bench.Runs.Shelf!.All);
        Assert.True(stored.IsOver);
        Assert.Equal(session.Verdicts.Single().ToString(), stored.Verdicts.Single().ToString());
        Assert.Equal(session.Figures, stored.Figures);
        Assert.Equal(stored.Events, stored.Recorded);
        var again = bench.Runs.Open(stored.Id);
        Assert.Contains("is over", again.Current.Playback.StoppedBecause, StringComparison.Ordinal);
        Assert.Equal(session.Verdicts.Single().ToString(), again.Verdicts.Single().ToString());
    }

    [Fact]
    public void A_run_that_takes_another_course_now_is_shown_as_it_was_recorded()
    {
        using var database = ArchiveDatabase.InMemory();
        using var bench = new SessionBench(archive: new RunArchive(database));
        var session = Played(bench, bench.Runs.Create(Small, seed: 3));
        var lines = Lines(session);
        bench.Runs.Close(session.Name);
        var id = bench.Runs.Shelf!.All.Single().Id;
        database.Change(connection => connection.Execute("UPDATE runs SET log_hash = 'of another engine', engine = '0.9.0'"));

        var shown = bench.Runs.Open(id);

        Assert.Null(shown.Controls);
        Assert.Contains("simulated by engine 0.9.0", shown.Limits.Runs, StringComparison.Ordinal);
        Assert.Equal(lines, Lines(shown));
        Assert.Equal(session.Current.Head.EventNumber, shown.SnapshotAt(long.MaxValue).EventNumber);
        Assert.Equal(session.EventAt(Instant.After(TimeSpan.FromSeconds(1))), shown.EventAt(Instant.After(TimeSpan.FromSeconds(1))));
        Assert.Throws<RunRecordedException>(() => { _ = shown.SubmitAsync(null, SessionBench.Get("k"), CancellationToken.None); });
        Assert.Equal("0.9.0", bench.Runs.Shelf.Find(id)!.Engine); // what is only looked at is not kept anew
        bench.Runs.Close(shown.Name);
        Assert.Null(bench.Runs.Find(shown.Name));
    }

    [Fact]
    public void A_fork_is_kept_as_a_branch_and_the_old_run_stays()
    {
        using var database = ArchiveDatabase.InMemory();
        using var bench = new SessionBench(archive: new RunArchive(database));
        var session = Played(bench, bench.Runs.Create(Small, seed: 3));

        var fork = session.Controls!.Fork(40);
        fork.Controls!.Apply(new CrashAction(new NodeId("A"), CrashLoss.Disk));
        bench.Runs.KeepAll();

        var (branch, old) = (bench.Runs.Shelf!.Find(fork.Keeping.StoredAs!.Value)!, bench.Runs.Shelf.Find(session.Keeping.StoredAs!.Value)!);
        Assert.Equal((old.Id, 40L), (branch.Parent!.Value, branch.ForkEvent!.Value));
        Assert.Null(old.Parent);
        Assert.Equal(1, branch.Interventions);
    }

    [Fact]
    public void A_full_disk_is_said_and_never_breaks_the_run()
    {
        using var folder = new TemporaryFolder();
        using var tight = ArchiveDatabase.Open(folder.Path, new ArchiveOptions { MaxPages = 1 });
        using var bench = new SessionBench(archive: new RunArchive(tight));
        var session = Played(bench, bench.Runs.Create(Small, seed: 3));

        bench.Runs.KeepAll();

        Assert.Null(session.Keeping.StoredAs);
        Assert.Contains("the disk is full", session.Keeping.Problem, StringComparison.Ordinal);
        session.Controls!.StepForward();
        tight.Ask(connection => connection.Execute("PRAGMA max_page_count = 100000"));
        bench.Runs.KeepAll();
        Assert.Equal(session.LastEvent, bench.Runs.Shelf!.Find(session.Keeping.StoredAs!.Value)!.Recorded);
        Assert.Null(session.Keeping.Problem);
    }

    [Fact]
    public void A_run_that_is_deleted_while_it_is_open_stays_open()
    {
        using var database = ArchiveDatabase.InMemory();
        using var bench = new SessionBench(archive: new RunArchive(database));
        var session = Played(bench, bench.Runs.Create(Small, seed: 3));
        bench.Runs.KeepAll();

        Assert.True(bench.Runs.DeleteStored(session.Keeping.StoredAs!.Value));

        Assert.Empty(bench.Runs.Shelf!.All);
        Assert.Null(session.Keeping.StoredAs);
        bench.Runs.KeepAll();
        Assert.Equal(session.LastEvent, Assert.Single(bench.Runs.Shelf.All).Recorded);
    }

    [Fact]
    public void A_run_in_which_nothing_happened_is_not_kept()
    {
        using var database = ArchiveDatabase.InMemory();
        using (var bench = new SessionBench(archive: new RunArchive(database)))
            bench.Runs.Create(Small, seed: 3);

        Assert.Empty(new RunArchive(database).All());
    }

    [Fact]
    public void A_stop_of_the_server_keeps_all_runs_main_among_them()
    {
        using var database = ArchiveDatabase.InMemory();
        using (var bench = new SessionBench(archive: new RunArchive(database)))
        {
            Played(bench, bench.Runs.Create(Small, seed: 3));
            Played(bench, bench.Main);
        }

        Assert.Equal(["demo", "small"], new RunArchive(database).All().Select(run => run.Title).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_stored_run_that_does_not_exist_is_not_opened()
    {
        using var database = ArchiveDatabase.InMemory();
        using var bench = new SessionBench(archive: new RunArchive(database));

        Assert.Throws<KeyNotFoundException>(() => bench.Runs.Open(7));
        Assert.Throws<ArgumentException>(() => bench.Runs.Close(RunRegistry.MainName));
        Assert.Equal(17, RunShelf.NumberOf("stored-17"));
        Assert.Null(RunShelf.NumberOf("run-17"));
    }

    private static IClusterSession Played(SessionBench bench, IClusterSession session)
    {
        using (session.KeepAwake())
            bench.Time.Advance(TimeSpan.FromSeconds(2));
        return session;
    }

    private static string[] Lines(IClusterSession session) => [.. session.ReadLog(1, int.MaxValue).Select(LogLine.Format)];
}
