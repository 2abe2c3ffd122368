// The tables of stored experiments.
namespace DynamoKv.Engine.Archive.Experiments;

/// <summary>The tables of stored experiments; a released step never changes.</summary>
internal static class ExperimentTables
{
    /// <summary>A row an experiment that was started, and a row each part of it that is done.</summary>
    public const string FirstVersion = """
        CREATE TABLE experiments (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            kind TEXT NOT NULL,
            definition TEXT NOT NULL,
            state TEXT NOT NULL,
            parts INTEGER NOT NULL,
            begun_at INTEGER NOT NULL,
            ended_at INTEGER,
            message TEXT
        ) STRICT;
        CREATE TABLE experiment_parts (
            experiment INTEGER NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            line TEXT NOT NULL,
            PRIMARY KEY (experiment, number)
        ) STRICT, WITHOUT ROWID;
        """;
}
