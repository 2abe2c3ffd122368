// How a node's database is kept.
namespace DynamoKv.Engine.Storage.Sqlite;

/// <summary>What an acknowledged write survives.</summary>
public enum SqliteDurability
{
    /// <summary>A power cut: each commit waits for the disk.</summary>
    Full,

    /// <summary>A crash of the process; a power cut may lose the last commits, never the file's order.</summary>
    Normal,
}

/// <summary>How a node's database is kept. The defaults are what a node should run with.</summary>
public sealed record SqliteStoreOptions
{
    /// <summary>The defaults.</summary>
    public static SqliteStoreOptions Default { get; } = new();

    /// <summary>What an acknowledged write survives.</summary>
    public SqliteDurability Durability { get; init; } = SqliteDurability.Full;

    /// <summary>
    /// Bytes a page of a newly made database, a power of two from 512 to 65,536. Small pages make random writes cheap.
    /// </summary>
    public int PageBytes { get; init; } = 1024;

    /// <summary>
    /// Pages in the write-ahead log at which a commit also copies them into the database; late is cheaper a write.
    /// </summary>
    public int CheckpointPages { get; init; } = 40_000;

    /// <summary>Bytes to which the write-ahead log is cut back after it grew beyond them.</summary>
    public long JournalLimitBytes { get; init; } = 64 << 20;

    /// <summary>Memory for pages, in KiB; used as far as needed.</summary>
    public int CacheKibibytes { get; init; } = 16 << 10;

    /// <summary>
    /// Rows of the log after which they are folded into the table, a share of them with each later commit. Twice as many, and those
    /// of one commit, are held in memory at most; and read when the store is opened.
    /// </summary>
    public int FoldAfterRows { get; init; } = 50_000;

    /// <summary>Bytes of the log after which its rows are folded; as with <see cref="FoldAfterRows"/>, whichever comes first.</summary>
    public long FoldAfterBytes { get; init; } = 32 << 20;

    /// <summary>Rows that <see cref="IReplicaStore.Tidy"/> folds in one call.</summary>
    public int TidyRows { get; init; } = 500;

    /// <summary>
    /// The largest database, in pages; null is SQLite's own limit. Beyond it writes fail as on a full disk.
    /// </summary>
    public long? MaxPages { get; init; }
}
