// What tests of the database file share.
using Dapper;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Storage.Sqlite;
using DynamoKv.Engine.Versioning;
using Microsoft.Data.Sqlite;
using static DynamoKv.Tests.Storage.Rows;

namespace DynamoKv.Tests.Storage.Sqlite;

/// <summary>A folder with stores, and ways to change a closed database behind its store's back.</summary>
public abstract class SqliteStoreTest : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private protected string Root => _folder.Path;

    private protected StoreFiles Files => new(Root, NodeA);

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected SqliteReplicaStore Open(SqliteStoreOptions? options = null) =>
        SqliteStoreOpening.Open(Files, options ?? SqliteStoreOptions.Default);

    /// <summary>Makes a store with these rows committed, and closes it.</summary>
    private protected void Fill(params (string Key, string Value)[] rows)
    {
        using var store = Open();
        foreach (var (key, value) in rows)
            store.Write(K(key), Value(value));
        store.Commit();
    }

    /// <summary>Folds all that waits in the log of a closed store.</summary>
    private protected void Fold()
    {
        using var store = Open();
        FoldAll(store);
    }

    private protected static void FoldAll(SqliteReplicaStore store)
    {
        for (var turn = 0; store.Unfolded > 0; turn++)
        {
            Assert.True(turn < 10_000, "The log never ends.");
            store.Tidy();
        }
    }

    private protected void Tamper(string sql, object? parameters = null)
    {
        using var connection = new SqliteConnection($"Data Source={Files.Database};Pooling=False");
        connection.Execute(sql, parameters);
    }

    /// <summary>Expects that the store is refused and its files are left as they were; gives the sentence.</summary>
    private protected string Refusal(NodeId? node = null)
    {
        var files = new StoreFiles(Root, node ?? NodeA);
        var before = File.Exists(files.Database) ? File.ReadAllBytes(files.Database) : null;
        var refusal = Assert.Throws<StoreRefusedException>(
            () => SqliteStoreOpening.Open(files, SqliteStoreOptions.Default));
        Assert.Equal(before, File.Exists(files.Database) ? File.ReadAllBytes(files.Database) : null);
        return refusal.Message;
    }

    private protected static IEnumerable<(string Key, SiblingSet Versions)> All(IReplicaStore store) =>
        store.Scan(null, 10_000).Select(row => (row.Key.Text, row.Value));
}
