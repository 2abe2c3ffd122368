// What a server keeps for good: runs and experiments, in one SQLite file.
using Dapper;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DynamoKv.Engine.Archive;

/// <summary>
/// What a server keeps for good, in one SQLite file with a write-ahead log: a process that is killed leaves all that was
/// committed. One connection, used by one caller at a time; several processes may share the file. Thread-safe.
/// </summary>
public sealed class ArchiveDatabase : IDisposable
{
    /// <summary>The name of the file in its folder.</summary>
    public const string FileName = "archive.db";

    private const int BusyMilliseconds = 5_000;
    private const int JournalLimitBytes = 16 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly SqliteConnection _connection;

    private ArchiveDatabase(SqliteConnection connection, string? path)
    {
        _connection = connection;
        Path = path;
    }

    /// <summary>The file; null: in memory.</summary>
    public string? Path { get; }

    /// <summary>The version of the tables that this program writes.</summary>
    public static int SchemaVersion => ArchiveSchema.Steps.Count;

    /// <summary>Opens the archive of a folder; what is missing is made, what is older is brought up to date.</summary>
    /// <exception cref="StoreRefusedException">When the file is something else, damaged, or of a newer program.</exception>
    /// <exception cref="StoreFailedException">When it can't be opened; <see cref="StoreFullException"/>: there is no room.</exception>
    public static ArchiveDatabase Open(string folder, ArchiveOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        Directory.CreateDirectory(folder);
        return OpenAt(System.IO.Path.Combine(folder, FileName), options ?? new ArchiveOptions());
    }

    /// <summary>An archive that is gone with its owner.</summary>
    public static ArchiveDatabase InMemory() => new(Prepared(Connect(":memory:"), ":memory:", new ArchiveOptions()), null);

    /// <summary>Asks something.</summary>
    /// <exception cref="StoreFailedException">When the disk does not give it.</exception>
    public T Ask<T>(Func<SqliteConnection, T> question)
    {
        ArgumentNullException.ThrowIfNull(question);
        lock (_gate)
        {
            try
            {
                return question(_connection);
            }
            catch (SqliteException error)
            {
                throw SqliteErrors.AtWork(error, "Reading the archive failed");
            }
        }
    }

    /// <summary>Changes something: all of it or nothing.</summary>
    /// <exception cref="StoreFullException">When there is no room; nothing was changed.</exception>
    /// <exception cref="StoreFailedException">When the disk does not take it; nothing was changed.</exception>
    public void Change(Action<SqliteConnection> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_gate)
        {
            try
            {
                _connection.Execute("BEGIN IMMEDIATE");
                change(_connection);
                _connection.Execute("COMMIT");
            }
            catch (Exception error)
            {
                RollBack();
                if (error is SqliteException failed)
                    throw SqliteErrors.AtWork(failed, "Writing the archive failed");
                throw;
            }
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        lock (_gate)
            _connection.Dispose();
    }

    private static ArchiveDatabase OpenAt(string path, ArchiveOptions options)
    {
        try
        {
            return new ArchiveDatabase(Prepared(Connect(path), path, options), path);
        }
        catch (SqliteException error)
        {
            throw error.SqliteErrorCode is raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT
                ? new StoreRefusedException($"'{path}' is damaged or no archive: move it away, and a new one is made.", error)
                : SqliteErrors.AtWork(error, $"Opening '{path}' failed");
        }
    }

    private static SqliteConnection Prepared(SqliteConnection connection, string path, ArchiveOptions options)
    {
        try
        {
            Check(connection, path);
            connection.Execute($"""
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = NORMAL;
                PRAGMA foreign_keys = ON;
                PRAGMA busy_timeout = {BusyMilliseconds};
                PRAGMA journal_size_limit = {JournalLimitBytes};
                """);
            Migrate(connection);
            if (options.MaxPages is { } pages)
                connection.Execute($"PRAGMA max_page_count = {pages}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Check(SqliteConnection connection, string path)
    {
        var version = connection.QuerySingle<int>("PRAGMA user_version");
        var isOurs = connection.QuerySingle<long>("PRAGMA application_id") == ArchiveSchema.ApplicationId;
        if (!isOurs && (version > 0 || connection.QuerySingle<long>("SELECT COUNT(*) FROM sqlite_schema") > 0))
            throw new StoreRefusedException($"'{path}' is no archive of DynamoKv: move it away, and a new one is made.");
        if (version > SchemaVersion)
            throw new StoreRefusedException($"'{path}' has schema {version}, this program knows up to {SchemaVersion}: use a newer DynamoKv.");
    }

    // Another process may do the same at the same moment: the version is read again under the lock.
    private static void Migrate(SqliteConnection connection)
    {
        connection.Execute($"PRAGMA busy_timeout = {BusyMilliseconds}; BEGIN IMMEDIATE");
        for (var version = connection.QuerySingle<int>("PRAGMA user_version"); version < SchemaVersion; version++)
            connection.Execute($"{ArchiveSchema.Steps[version]} PRAGMA user_version = {version + 1}");
        connection.Execute($"PRAGMA application_id = {ArchiveSchema.ApplicationId}; COMMIT");
    }

    // Pooled connections would hand PRAGMAs from one user to the next.
    private static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 5 }.ConnectionString);
        connection.Open();
        return connection;
    }

    // A full disk may have rolled it back already.
    private void RollBack()
    {
        if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
            _connection.Execute("ROLLBACK");
    }
}
