// The tables of stored runs.
namespace DynamoKv.Engine.Archive.Runs;

/// <summary>The tables of stored runs; a released step never changes.</summary>
internal static class RunTables
{
    /// <summary>A row a run, and its recorded log in pieces.</summary>
    public const string FirstVersion = """
        CREATE TABLE runs (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            title TEXT NOT NULL,
            seed TEXT NOT NULL,
            engine TEXT NOT NULL,
            begun_at INTEGER NOT NULL,
            kept_at INTEGER NOT NULL,
            scenario BLOB NOT NULL,
            interventions INTEGER NOT NULL,
            steps INTEGER NOT NULL,
            virtual_us INTEGER NOT NULL,
            events INTEGER NOT NULL,
            recorded INTEGER NOT NULL,
            log_hash TEXT NOT NULL,
            parent INTEGER,
            fork_event INTEGER,
            is_over INTEGER NOT NULL,
            stopped_because TEXT,
            verdicts TEXT NOT NULL,
            figures TEXT,
            bytes INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX runs_by_age ON runs (kept_at);
        CREATE TABLE run_lines (
            run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
            first INTEGER NOT NULL,
            count INTEGER NOT NULL,
            lines BLOB NOT NULL,
            PRIMARY KEY (run, first)
        ) STRICT, WITHOUT ROWID;
        """;
}
