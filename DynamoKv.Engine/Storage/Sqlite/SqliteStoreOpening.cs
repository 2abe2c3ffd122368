// Opens a node's database, or says why not.
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DynamoKv.Engine.Storage.Sqlite;

/// <summary>
/// Everything that is looked at before a store may work. Nothing is changed on a disk that is refused.
/// </summary>
internal static class SqliteStoreOpening
{
    private const int NoCheckpointOnClose = 1006;

    // Nobody else should have the database open; a backup tool that does for a moment fails no commit.
    private const int BusyMilliseconds = 5_000;

    // Older versions can damage a write-ahead log that is reset while two connections are open.
    private static readonly Version OldestSqlite = new(3, 51, 3);

    public static SqliteReplicaStore Open(StoreFiles files, SqliteStoreOptions options)
    {
        RefuseOldSqlite();
        Directory.CreateDirectory(files.Folder);
        var storeLock = StoreLock.Take(files);
        try
        {
            CreateIfMissing(files, options);
            var connection = OpenChecked(files, options);
            return OpenStore(files, connection, storeLock, options);
        }
        catch (SqliteException error)
        {
            storeLock.Dispose();
            throw SqliteErrors.AtOpening(error, files);
        }
        catch
        {
            storeLock.Dispose();
            throw;
        }
    }

    /// <summary>Refuses a library with a known fault.</summary>
    internal static void RefuseOldSqlite(Version version)
    {
        if (version < OldestSqlite)
            throw new StoreRefusedException($"SQLite {version} can damage a database: use {OldestSqlite} or newer.");
    }

    private static void RefuseOldSqlite()
    {
        using var closed = new SqliteConnection();
        RefuseOldSqlite(Version.Parse(closed.ServerVersion));
    }

    private static SqliteReplicaStore OpenStore(StoreFiles files, SqliteConnection connection, StoreLock storeLock, SqliteStoreOptions options)
    {
        try
        {
            var store = new SqliteReplicaStore(files.Node, connection, storeLock, StoreHeader.Load(connection), options);
            store.FoldLeftover();
            return store;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // A new database gets its name only when it is whole: an empty one under that name has lost what it held.
    private static void CreateIfMissing(StoreFiles files, SqliteStoreOptions options)
    {
        if (File.Exists(files.Database))
            return;
        if (File.Exists(files.WriteAheadLog))
            throw SqliteErrors.Damaged(files, "the database is gone, its log is there");

        foreach (var leftover in files.UnfinishedParts)
            File.Delete(leftover);
        using (var connection = Connect(files.Unfinished, SqliteOpenMode.ReadWriteCreate))
        {
            connection.Execute($"PRAGMA page_size = {options.PageBytes}; PRAGMA journal_mode = WAL;");
            connection.Execute("PRAGMA synchronous = FULL");
            SqliteSchema.Create(connection, files.Node);
        }

        File.Move(files.Unfinished, files.Database);
    }

    private static SqliteConnection OpenChecked(StoreFiles files, SqliteStoreOptions options)
    {
        var connection = Connect(files.Database, SqliteOpenMode.ReadWrite);
        try
        {
            SetCheckpointOnClose(connection, isOn: false);
            Check(connection, files);
            SqliteSchema.Migrate(connection, SqliteSchema.Steps);
            Configure(connection, options);
            SetCheckpointOnClose(connection, isOn: true);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Check(SqliteConnection connection, StoreFiles files)
    {
        if (connection.QuerySingle<long>("PRAGMA application_id") != SqliteSchema.ApplicationId)
        {
            throw new StoreRefusedException(
                $"'{files.Database}' is not a store of DynamoKv: move it away to start node '{files.Node}' empty.");
        }

        var version = SqliteSchema.VersionOf(connection);
        if (version > SqliteSchema.CurrentVersion)
        {
            throw new StoreRefusedException(
                $"'{files.Database}' has schema {version}, this program knows up to {SqliteSchema.CurrentVersion}: " +
                "use a newer DynamoKv.");
        }

        var header = StoreHeader.Load(connection);
        if (header.Node != files.Node.Value)
        {
            throw new StoreRefusedException(
                $"'{files.Database}' is the store of node '{header.Node}', not of '{files.Node}': " +
                "give each node its own.");
        }

        var finding = header.IsClean == 0 ? connection.QueryFirst<string>("PRAGMA quick_check(1)") : "ok";
        if (finding != "ok")
            throw SqliteErrors.Damaged(files, finding);
    }

    private static void Configure(SqliteConnection connection, SqliteStoreOptions options)
    {
        connection.Execute($"""
            PRAGMA synchronous = {(options.Durability == SqliteDurability.Full ? "FULL" : "NORMAL")};
            PRAGMA cache_size = -{options.CacheKibibytes};
            PRAGMA wal_autocheckpoint = {options.CheckpointPages};
            PRAGMA journal_size_limit = {options.JournalLimitBytes};
            PRAGMA temp_store = MEMORY;
            PRAGMA busy_timeout = {BusyMilliseconds};
            """);
        if (options.MaxPages is { } pages)
            connection.Execute($"PRAGMA max_page_count = {pages}");
    }

    // Pooled connections would hand PRAGMAs from one user to the next.
    private static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = 5,
        }.ConnectionString);
        connection.Open();
        return connection;
    }

    private static void SetCheckpointOnClose(SqliteConnection connection, bool isOn) =>
        raw.sqlite3_db_config(connection.Handle, NoCheckpointOnClose, isOn ? 0 : 1, out _);
}
