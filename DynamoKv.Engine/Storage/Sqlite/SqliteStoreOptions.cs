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
    /// The largest database, in pages; null is SQLite's own limit. Beyond it writes fail as on a full disk.
    /// </summary>
    public long? MaxPages { get; init; }
}
