// The tables of a node's database and how they came to be.
using Dapper;
using DynamoKv.Engine.Primitives;
using Microsoft.Data.Sqlite;

namespace DynamoKv.Engine.Storage.Sqlite;

/// <summary>The schema, as the steps that lead from one version to the next; a released step never changes.</summary>
internal static class SqliteSchema
{
    /// <summary>Marks a file as ours ("DyKV"), so that no other program's database is ever taken for a store.</summary>
    public const long ApplicationId = 0x44794B56;

    // The small columns come before the versions, so that the counts of a long row are read without walking it.
    private const string FirstVersion = """
        CREATE TABLE store (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            node TEXT NOT NULL,
            incarnation INTEGER NOT NULL,
            is_clean INTEGER NOT NULL,
            keys INTEGER NOT NULL,
            tombstones INTEGER NOT NULL,
            bytes INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE rows (
            key BLOB NOT NULL PRIMARY KEY,
            checksum INTEGER NOT NULL,
            tombstones INTEGER NOT NULL,
            bytes INTEGER NOT NULL,
            versions BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        """;

    // What a node keeps for others, and what it must remember beside the rows.
    private const string SecondVersion = """
        CREATE TABLE hints (
            target BLOB NOT NULL,
            key BLOB NOT NULL,
            kept_since INTEGER NOT NULL,
            bytes INTEGER NOT NULL,
            checksum INTEGER NOT NULL,
            versions BLOB NOT NULL,
            PRIMARY KEY (target, key)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX hints_by_age ON hints (target, kept_since, key);
        CREATE INDEX hints_by_key ON hints (key);
        CREATE TABLE notes (
            name BLOB NOT NULL PRIMARY KEY,
            checksum INTEGER NOT NULL,
            content BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        """;

    // What was written and is not among the rows yet, in the order of writing; a row without versions was removed.
    private const string ThirdVersion = """
        CREATE TABLE log (
            id INTEGER PRIMARY KEY,
            key BLOB NOT NULL,
            checksum INTEGER NOT NULL,
            tombstones INTEGER NOT NULL,
            bytes INTEGER NOT NULL,
            versions BLOB NOT NULL
        ) STRICT;
        """;

    /// <summary>The step at index i leads from version i to i + 1.</summary>
    public static IReadOnlyList<string> Steps { get; } = [FirstVersion, SecondVersion, ThirdVersion];

    /// <summary>The version that this program writes.</summary>
    public static int CurrentVersion => Steps.Count;

    /// <summary>The version of a database; 0 when it has no tables yet.</summary>
    public static int VersionOf(SqliteConnection connection) => connection.QuerySingle<int>("PRAGMA user_version");

    /// <summary>Takes a database to the last of the steps, each in a transaction of its own.</summary>
    public static void Migrate(SqliteConnection connection, IReadOnlyList<string> steps)
    {
        for (var version = VersionOf(connection); version < steps.Count; version++)
            connection.Execute($"BEGIN IMMEDIATE; {steps[version]} PRAGMA user_version = {version + 1}; COMMIT;");
    }

    /// <summary>Makes the tables of a new database and names its node.</summary>
    public static void Create(SqliteConnection connection, NodeId node)
    {
        connection.Execute($"PRAGMA application_id = {ApplicationId}");
        Migrate(connection, Steps);
        connection.Execute("INSERT INTO store VALUES (1, @node, 0, 1, 0, 0, 0)", new { node = node.Value });
    }
}
