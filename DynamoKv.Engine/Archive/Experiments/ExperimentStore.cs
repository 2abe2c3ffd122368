// Experiments in the archive.
using Dapper;
using Microsoft.Data.Sqlite;

namespace DynamoKv.Engine.Archive.Experiments;

/// <summary>
/// Experiments in the archive: each part is kept when it is done, so that a killed process loses only the parts that
/// were under way. Thread-safe.
/// </summary>
public sealed class ExperimentStore(ArchiveDatabase archive)
{
    private const string Columns = """
        SELECT id, name, kind, definition, state, parts, begun_at, ended_at, message,
               (SELECT COUNT(*) FROM experiment_parts WHERE experiment = experiments.id) AS done FROM experiments
        """;

    /// <summary>Keeps a new one, which waits; gives its number.</summary>
    public long Add(string name, ExperimentKind kind, string definition, int parts, long now)
    {
        long id = 0;
        archive.Change(connection => id = connection.QuerySingle<long>(
            """
            INSERT INTO experiments (name, kind, definition, state, parts, begun_at)
            VALUES (@name, @kind, @definition, @state, @parts, @now) RETURNING id
            """,
            new { name, kind = kind.ToString(), definition, state = nameof(ExperimentState.Waiting), parts, now }));
        return id;
    }

    /// <summary>All of them, the newest first.</summary>
    public IReadOnlyList<StoredExperiment> All() => Read($"{Columns} ORDER BY id DESC", new { });

    /// <summary>One; null: there is none of that number.</summary>
    public StoredExperiment? Find(long id) =>
        Read($"{Columns} WHERE id = @id", new { id }) is [var one, ..] ? one : null;

    /// <summary>Says how one stands.</summary>
    public void Mark(long id, ExperimentState state, long? endedAt = null, string? message = null) => archive.Change(connection => connection.Execute(
        "UPDATE experiments SET state = @state, ended_at = @endedAt, message = @message WHERE id = @id", new { id, state = state.ToString(), endedAt, message }));

    /// <summary>Keeps a part that is done.</summary>
    public void AddPart(long id, int number, string line) => archive.Change(connection => connection.Execute(
        "INSERT OR REPLACE INTO experiment_parts (experiment, number, line) SELECT @id, @number, @line WHERE EXISTS (SELECT 1 FROM experiments WHERE id = @id)",
        new { id, number, line }));

    /// <summary>The parts that are done, by number.</summary>
    public IReadOnlyDictionary<int, string> Parts(long id) => archive.Ask(connection => connection
        .Query<(long Number, string Line)>("SELECT number, line FROM experiment_parts WHERE experiment = @id", new { id })
        .ToDictionary(one => (int)one.Number, one => one.Line));

    /// <summary>Forgets one and its parts; false: there is none of that number.</summary>
    public bool Remove(long id)
    {
        var removed = 0;
        archive.Change(connection => removed = connection.Execute("DELETE FROM experiments WHERE id = @id", new { id }));
        return removed > 0;
    }

    private StoredExperiment[] Read(string query, object with) =>
        archive.Ask(connection => Read(connection, query, with));

    private static StoredExperiment[] Read(SqliteConnection connection, string query, object with) => [.. connection.Query<Row>(query, with).Select(row => row.ToStored())];

    private sealed class Row
    {
        public long Id { get; init; }

        public string Name { get; init; } = "";

        public string Kind { get; init; } = "";

        public string Definition { get; init; } = "";

        public string State { get; init; } = "";

        public long Parts { get; init; }

        public long Done { get; init; }

        public long Begun_At { get; init; }

        public long? Ended_At { get; init; }

        public string? Message { get; init; }

        public StoredExperiment ToStored() => new(
            Id, Name, Enum.Parse<ExperimentKind>(Kind), Definition, Enum.Parse<ExperimentState>(State), (int)Parts, (int)Done, Begun_At, Ended_At, Message);
    }
}
