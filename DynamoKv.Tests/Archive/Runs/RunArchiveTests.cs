// Stored runs in their tables.
using System.Collections.Immutable;
using DynamoKv.Engine.Archive;
using DynamoKv.Engine.Archive.Runs;
using DynamoKv.Engine.Checking.Histories;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Scenarios.Assertions;
using DynamoKv.Engine.Scenarios.Running;
using DynamoKv.Engine.Storage;
using DynamoKv.Tests.Storage;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Tests.Archive.Runs;

public sealed class RunArchiveTests
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_is_kept_comes_back_as_it_was()
    {
        using var database = ArchiveDatabase.InMemory();
        var archive = new RunArchive(database);
        var verdict = new AssertionVerdict("a1", "siblings", Expected.Fail, VerdictOutcome.Unknown, "Nobody read \"anything\".", [3, 17]);
        var figures = new RunFigures { Done = 5, Failed = 1, Unknown = 0, Reads = 3, Stale = 1, MostSiblings = 2, GetP50 = 1.25 };

        var kept = archive.Keep(Run(0, 1) with { Verdicts = [verdict], Figures = figures, Parent = 9, ForkEvent = 4, StoppedBecause = "over" }, "name: x\n", [RunLines.Of(1, ["one", "two"])]);

        var found = archive.Find(kept.Id)!;
        Assert.Equal((kept.Title, kept.Seed, kept.Now, kept.KeptAt), (found.Title, found.Seed, found.Now, found.KeptAt));
        Assert.Equal((9L, 4L, "over", 2L), (found.Parent!.Value, found.ForkEvent!.Value, found.StoppedBecause, found.Recorded));
        Assert.Equal(verdict.ToString(), Assert.Single(found.Verdicts).ToString());
        Assert.Equal(verdict.Lines, found.Verdicts[0].Lines);
        Assert.Equal(figures, found.Figures);
        Assert.Equal("name: x\n", archive.ScenarioOf(kept.Id));
        Assert.Equal(["one", "two"], archive.LinesOf(kept.Id).SelectMany(piece => piece.Unpack()));
        Assert.True(found.Bytes > 0);
    }

    [Fact]
    public void A_run_that_is_kept_again_gets_only_its_new_lines_and_keeps_its_beginning()
    {
        using var database = ArchiveDatabase.InMemory();
        var archive = new RunArchive(database);
        var first = archive.Keep(Run(0, 1) with { Parent = 3 }, "a", [RunLines.Of(1, ["one"])]);

        var second = archive.Keep(Run(first.Id, 2), "b", [RunLines.Of(2, ["two", "three"])]);

        Assert.Equal(first.Id, second.Id);
        Assert.Equal(3, second.Recorded);
        Assert.Equal((Noon.AddMinutes(1), 3L), (Assert.Single(archive.All()).BegunAt, archive.Find(first.Id)!.Parent));
        Assert.Equal(["one", "two", "three"], archive.LinesOf(first.Id).SelectMany(piece => piece.Unpack()));
        Assert.Equal([2L], archive.LinesOf(first.Id, from: 3).Select(piece => piece.First));
    }

    [Fact]
    public void A_deleted_run_takes_its_lines_along()
    {
        using var database = ArchiveDatabase.InMemory();
        var archive = new RunArchive(database);
        var kept = archive.Keep(Run(0, 1), "a", [RunLines.Of(1, ["one"])]);

        Assert.True(archive.Delete(kept.Id));

        Assert.False(archive.Delete(kept.Id));
        Assert.Null(archive.Find(kept.Id));
        Assert.Null(archive.ScenarioOf(kept.Id));
        Assert.Empty(archive.LinesOf(kept.Id));
    }

    [Fact]
    public void The_oldest_runs_go_when_there_are_too_many_or_they_are_too_large_or_too_old()
    {
        using var database = ArchiveDatabase.InMemory();
        var archive = new RunArchive(database);
        var ids = Enumerable.Range(1, 6).Select(minute => archive.Keep(Run(0, minute), new string('x', 10), []).Id).ToArray();
        var size = archive.Find(ids[0])!.Bytes;

        Assert.Equal(1, archive.Tidy(new RunRetention { MaxRuns = 5 }, Noon.AddHours(1), ImmutableHashSet<long>.Empty));
        Assert.Equal(1, archive.Tidy(new RunRetention { MaxBytes = size * 4 }, Noon.AddHours(1), ImmutableHashSet<long>.Empty));
        Assert.Equal(ids[2..].Reverse(), archive.All().Select(run => run.Id));

        Assert.Equal(1, archive.Tidy(new RunRetention { MaxAge = TimeSpan.FromMinutes(56) }, Noon.AddHours(1), ImmutableHashSet.Create(ids[3])));
        Assert.Equal([ids[5], ids[4], ids[3]], archive.All().Select(run => run.Id));
        Assert.Equal(0, archive.Tidy(new SimulationOptions().Retention, Noon.AddDays(89), ImmutableHashSet<long>.Empty));
        Assert.Equal(3, archive.Tidy(new SimulationOptions().Retention, Noon.AddDays(91), ImmutableHashSet<long>.Empty));
    }

    [Fact]
    public void A_disk_without_room_is_said_and_what_was_kept_before_stays_as_it_was()
    {
        using var folder = new TemporaryFolder();
        using var database = ArchiveDatabase.Open(folder.Path, new ArchiveOptions { MaxPages = 60 });
        var archive = new RunArchive(database);
        var kept = archive.Keep(Run(0, 1), "small", [RunLines.Of(1, ["one"])]);
        var noise = new RunLines(2, 1, [.. Enumerable.Range(0, 400_000).Select(index => (byte)(index * 7919 >> 3))]);

        Assert.Throws<StoreFullException>(() => archive.Keep(Run(kept.Id, 5), "larger", [noise]));

        Assert.Equal((Noon.AddMinutes(1), 1L), (archive.Find(kept.Id)!.KeptAt, archive.Find(kept.Id)!.Recorded));
        Assert.Equal("small", archive.ScenarioOf(kept.Id));
    }

    [Fact]
    public void A_recorded_log_is_bounded_and_what_people_did_is_not() => Assert.Equal(200_000, RunLines.MaxLines);

    private static StoredRun Run(long id, int minute) => new()
    {
        Id = id,
        Title = "a run",
        Seed = ulong.MaxValue,
        Engine = "1.0",
        BegunAt = Noon.AddMinutes(minute),
        KeptAt = Noon.AddMinutes(minute),
        Interventions = 2,
        Steps = 10,
        Now = new Instant(1_234_567),
        Events = 20,
        LogHash = "abc",
    };
}
