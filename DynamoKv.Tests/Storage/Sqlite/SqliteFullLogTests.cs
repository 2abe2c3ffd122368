// A disk without room for the log, or for folding it.
using Dapper;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Storage.Sqlite;
using DynamoKv.Engine.Versioning;
using static DynamoKv.Tests.Storage.Rows;

namespace DynamoKv.Tests.Storage.Sqlite;

public sealed class SqliteFullLogTests : SqliteStoreTest
{
    private static readonly string Long = new('v', 700);

    [Fact]
    public void A_full_disk_puts_folding_off_and_loses_nothing()
    {
        using (var store = Open(new() { FoldAfterRows = 10, TidyRows = 100 }))
        {
            for (var row = 0; row < 10; row++)
                WriteOne(store, row, Long);

            store.Connection.Execute($"PRAGMA max_page_count = {PagesOf(store) + 2}");
            WriteOne(store, 10, "short");
            store.Tidy();
            WriteOne(store, 11, "short");
            Assert.True(store.Unfolded > 10, "There was room to fold everything.");
            Assert.Equal(12, store.Scan(null, 100).Count);
            store.Connection.Execute("PRAGMA max_page_count = 1000000");
            FoldAll(store);
            AssertHasAll(store);
        }

        using var reopened = Open();
        AssertHasAll(reopened);
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(10)]
    [InlineData(3)]
    public void Rows_can_be_removed_from_a_full_disk_and_never_come_back(int foldAfterRows)
    {
        using (var store = Open(new() { MaxPages = 60, FoldAfterRows = foldAfterRows, TidyRows = 1 }))
        {
            var written = 0;
            Assert.Throws<StoreFullException>(() =>
            {
                for (; written < 1_000; written++)
                    WriteOne(store, written, Long);
            });
            for (var row = 0; row < written; row++)
                store.Write(K($"key-{row:D3}"), SiblingSet.Empty);
            store.Commit();
            Assert.Empty(store.Scan(null, 100));
            WriteOne(store, 999, "there is room");
        }

        using (var reopened = Open())
        {
            Assert.Equal([("key-999", Value("there is room"))], All(reopened));
            FoldAll(reopened);
        }

        using var folded = Open();
        Assert.Equal([("key-999", Value("there is room"))], All(folded));
        Assert.Equal(1, folded.Statistics.Keys);
    }

    private static void AssertHasAll(SqliteReplicaStore store)
    {
        for (var row = 0; row < 12; row++)
            Assert.Equal(Value(row < 10 ? Long : "short"), store.Read(K($"key-{row:D3}")).Versions);
    }

    private static void WriteOne(SqliteReplicaStore store, int row, string value)
    {
        store.Write(K($"key-{row:D3}"), Value(value));
        store.Commit();
    }

    private static long PagesOf(SqliteReplicaStore store) => store.Connection.QuerySingle<long>("PRAGMA page_count");
}
