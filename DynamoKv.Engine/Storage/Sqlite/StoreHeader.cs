// The one row that says whose store it is and what it holds.
using Dapper;
using Microsoft.Data.Sqlite;

namespace DynamoKv.Engine.Storage.Sqlite;

/// <summary>What the store's own row says.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Incarnation">The newest incarnation; 0 before the first.</param>
/// <param name="IsClean">Not 0 when the store was closed after its last commit.</param>
/// <param name="Keys">See <see cref="StoreCounts"/>.</param>
/// <param name="Tombstones">See <see cref="StoreCounts"/>.</param>
/// <param name="Bytes">See <see cref="StoreCounts"/>.</param>
internal sealed record StoreHeader(string Node, long Incarnation, long IsClean, long Keys, long Tombstones, long Bytes)
{
    /// <summary>The counts of the last commit.</summary>
    public StoreCounts Counts => new(Keys, Tombstones, Bytes);

    /// <summary>Reads the row.</summary>
    public static StoreHeader Load(SqliteConnection connection) => connection.QuerySingle<StoreHeader>(
        "SELECT node, incarnation, is_clean AS IsClean, keys, tombstones, bytes FROM store WHERE id = 1");

    /// <summary>Says that the store was closed in order: the next opening need not look for damage.</summary>
    public static void MarkClean(SqliteConnection connection) => connection.Execute("UPDATE store SET is_clean = 1");
}
