// What SQLite's errors mean to a node.
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DynamoKv.Engine.Storage.Sqlite;

/// <summary>Turns the driver's errors into the port's.</summary>
internal static class SqliteErrors
{
    /// <summary>The error of a store at work.</summary>
    /// <param name="error">What the driver said.</param>
    /// <param name="what">The part of the sentence that says what failed.</param>
    public static Exception AtWork(SqliteException error, string what) => error.SqliteErrorCode == raw.SQLITE_FULL
        ? new StoreFullException($"{what}: the disk is full. Make room and try again.", error)
        : new StoreFailedException($"{what}: {error.Message} Open the store anew.", error);

    /// <summary>The error of a store that is being opened.</summary>
    public static Exception AtOpening(SqliteException error, StoreFiles files) => error.SqliteErrorCode switch
    {
        raw.SQLITE_NOTADB => new StoreRefusedException(
            $"'{files.Database}' is not a database: restore it from a backup, or move it away to start node " +
            $"'{files.Node}' empty.",
            error),
        raw.SQLITE_CORRUPT => Damaged(files, error.Message, error),
        raw.SQLITE_BUSY => new StoreRefusedException(
            $"'{files.Database}' is in use by another program: close it there first.", error),
        _ => AtWork(error, $"Opening '{files.Database}' failed"),
    };

    /// <summary>
    /// The refusal of a database whose pages are wrong; it is never made anew over what may be saved.
    /// </summary>
    public static StoreRefusedException Damaged(StoreFiles files, string finding, Exception? inner = null) => new(
        $"'{files.Database}' is damaged ({finding}): restore it from a backup, or erase it so that the other " +
        "replicas fill it again.",
        inner);
}
