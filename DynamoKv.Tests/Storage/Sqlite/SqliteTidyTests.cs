// What a store does when nothing else is to be done.
using Dapper;
using DynamoKv.Engine.Storage;
using static DynamoKv.Tests.Storage.Rows;

namespace DynamoKv.Tests.Storage.Sqlite;

public sealed class SqliteTidyTests : SqliteStoreTest
{
    [Fact]
    public void When_it_is_idle_the_log_moves_into_the_database()
    {
        using var store = Open();
        store.Write(K("cart"), Value(new string('v', 100_000)));
        store.Commit();
        var before = new FileInfo(Files.Database).Length;
        store.Tidy();

        Assert.True(new FileInfo(Files.Database).Length > before + 100_000, "The log stayed where it was.");
        Assert.Equal(RowState.Present, store.Read(K("cart")).State);
    }

    [Fact]
    public void What_is_not_committed_is_left_alone()
    {
        using (var store = Open())
        {
            store.Write(K("cart"), Value("milk"));
            store.Tidy();
        }

        using var reopened = Open();
        Assert.Equal(0, reopened.Statistics.Keys);
    }

    [Fact]
    public void A_store_waits_for_somebody_who_looks_at_the_database_for_a_moment()
    {
        using var store = Open();
        Assert.Equal(5_000, store.Connection.QuerySingle<long>("PRAGMA busy_timeout"));
    }
}
