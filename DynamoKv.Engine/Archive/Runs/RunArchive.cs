// Stored runs.
using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace DynamoKv.Engine.Archive.Runs;

/// <summary>Stored runs: each as its scenario with all that people did, and its recorded log. Thread-safe.</summary>
public sealed class RunArchive(ArchiveDatabase database)
{
    private const string Columns = """
        id, title, seed, engine, begun_at AS BegunAt, kept_at AS KeptAt, interventions, steps, virtual_us AS VirtualUs, events, recorded, log_hash AS LogHash,
        parent, fork_event AS ForkEvent, is_over AS IsOver, stopped_because AS StoppedBecause, verdicts, figures, bytes
        """;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>All, the newest first.</summary>
    public IReadOnlyList<StoredRun> All() => database.Ask<IReadOnlyList<StoredRun>>(connection =>
        [.. connection.Query<RunRow>($"SELECT {Columns} FROM runs ORDER BY kept_at DESC, id DESC").Select(row => row.ToRun(Json))]);

    /// <summary>One; null: there is none.</summary>
    public StoredRun? Find(long id) => database.Ask(connection =>
        connection.QuerySingleOrDefault<RunRow>($"SELECT {Columns} FROM runs WHERE id = @id", new { id })?.ToRun(Json));

    /// <summary>The scenario of a run with all that people did; null: there is no such run.</summary>
    public string? ScenarioOf(long id) => database.Ask(connection =>
        connection.QuerySingleOrDefault<byte[]>("SELECT scenario FROM runs WHERE id = @id", new { id })) is { } packed ? RunLines.Unpack(packed) : null;

    /// <summary>The recorded log in pieces, from a line on; read one after another, so that not all of it is in memory.</summary>
    public IEnumerable<RunLines> LinesOf(long id, long from = 1)
    {
        for (var next = from; Piece(id, next) is { } piece; next = piece.First + piece.Count)
            yield return piece;
    }

    /// <summary>Keeps a run: anew, or as it is now. Lines that are recorded already stay.</summary>
    /// <param name="run">As it is; with an id: that one, if it is still there.</param>
    /// <param name="scenario">Its scenario with all that people did.</param>
    /// <param name="lines">Lines that are new.</param>
    /// <returns>The run with its id, and what it takes.</returns>
    /// <exception cref="Storage.StoreFullException">When there is no room: what was kept before stays as it was.</exception>
    public StoredRun Keep(StoredRun run, string scenario, IReadOnlyList<RunLines> lines)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(lines);
        var (kept, packed) = (run, RunLines.Pack(scenario));
        database.Change(connection =>
        {
            kept = run with { Id = Write(connection, run, packed) };
            foreach (var piece in lines)
            {
                connection.Execute(
                    "INSERT OR REPLACE INTO run_lines (run, first, count, lines) VALUES (@run, @first, @count, @lines)",
                    new { run = kept.Id, first = piece.First, count = piece.Count, lines = piece.Packed });
            }

            var sizes = connection.QuerySingle<(long Lines, long Bytes)>("SELECT COALESCE(SUM(count), 0), COALESCE(SUM(LENGTH(lines)), 0) FROM run_lines WHERE run = @Id", new { kept.Id });
            kept = kept with { Recorded = sizes.Lines, Bytes = sizes.Bytes + packed.Length };
            connection.Execute("UPDATE runs SET recorded = @Recorded, bytes = @Bytes WHERE id = @Id", new { kept.Recorded, kept.Bytes, kept.Id });
        });
        return kept;
    }

    /// <summary>Deletes a run; false: there is none.</summary>
    public bool Delete(long id)
    {
        var deleted = 0;
        database.Change(connection => deleted = connection.Execute("DELETE FROM runs WHERE id = @id", new { id }));
        return deleted > 0;
    }

    /// <summary>Deletes what is more than the archive may hold: the oldest first, never one that is open.</summary>
    /// <returns>How many were deleted.</returns>
    public int Tidy(RunRetention retention, DateTimeOffset now, IReadOnlySet<long> open)
    {
        ArgumentNullException.ThrowIfNull(retention);
        var surplus = retention.SurplusOf(All(), now).Where(run => !open.Contains(run.Id)).ToArray();
        foreach (var run in surplus)
            Delete(run.Id);
        return surplus.Length;
    }

    private RunLines? Piece(long id, long line) => database.Ask(connection => connection.QuerySingleOrDefault<LineRow>(
        "SELECT first, count, lines FROM run_lines WHERE run = @id AND first <= @line AND first + count > @line", new { id, line })) is { } row
        ? new RunLines(row.First, (int)row.Count, row.Lines)
        : null;

    private static long Write(SqliteConnection connection, StoredRun run, byte[] scenario)
    {
        var row = RunRow.Of(run, scenario, Json);
        var isThere = run.Id > 0 && connection.Execute(
            """
            UPDATE runs SET title = @Title, seed = @Seed, engine = @Engine, kept_at = @KeptAt, scenario = @Scenario, interventions = @Interventions, steps = @Steps,
                virtual_us = @VirtualUs, events = @Events, log_hash = @LogHash, is_over = @IsOver, stopped_because = @StoppedBecause, verdicts = @Verdicts, figures = @Figures,
                parent = COALESCE(@Parent, parent), fork_event = COALESCE(@ForkEvent, fork_event)
            WHERE id = @Id
            """,
            row) > 0;
        return isThere ? run.Id : connection.QuerySingle<long>(
            """
            INSERT INTO runs (title, seed, engine, begun_at, kept_at, scenario, interventions, steps, virtual_us, events, recorded, log_hash, parent, fork_event, is_over,
                stopped_because, verdicts, figures, bytes)
            VALUES (@Title, @Seed, @Engine, @BegunAt, @KeptAt, @Scenario, @Interventions, @Steps, @VirtualUs, @Events, 0, @LogHash, @Parent, @ForkEvent, @IsOver,
                @StoppedBecause, @Verdicts, @Figures, 0)
            RETURNING id
            """,
            row);
    }

    private sealed record LineRow(long First, long Count, byte[] Lines);
}
