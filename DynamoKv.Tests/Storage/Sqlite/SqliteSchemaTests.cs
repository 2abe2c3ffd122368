// How a database is set up and taken from one schema to the next.
using Dapper;
using DynamoKv.Engine.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using static DynamoKv.Tests.Storage.Rows;

namespace DynamoKv.Tests.Storage.Sqlite;

public sealed class SqliteSchemaTests : SqliteStoreTest
{
    [Fact]
    public void Migrations_run_in_order_from_the_databases_own_version()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        const string second = "INSERT INTO steps VALUES ('second');";
        const string third = "INSERT INTO steps VALUES ('third');";
        SqliteSchema.Migrate(connection, ["CREATE TABLE steps (name TEXT); INSERT INTO steps VALUES ('first');"]);
        SqliteSchema.Migrate(connection, ["this is never run again;", second, third]);
        Assert.Equal(["first", "second", "third"], connection.Query<string>("SELECT name FROM steps ORDER BY rowid"));
        Assert.Equal(3, SqliteSchema.VersionOf(connection));
    }

    [Theory]
    [InlineData(SqliteDurability.Full, 2)]
    [InlineData(SqliteDurability.Normal, 1)]
    public void The_pragmas_are_set_at_every_open(SqliteDurability durability, long synchronous)
    {
        Fill(("cart", "milk"));
        using var store = Open(new() { Durability = durability, JournalLimitBytes = 12_345, CheckpointPages = 7 });
        Assert.Equal("wal", Pragma<string>(store, "journal_mode"));
        Assert.Equal(synchronous, Pragma<long>(store, "synchronous"));
        Assert.Equal(12_345, Pragma<long>(store, "journal_size_limit"));
        Assert.Equal(7, Pragma<long>(store, "wal_autocheckpoint"));
        Assert.Equal(1024, Pragma<long>(store, "page_size"));
    }

    [Fact]
    public void A_store_that_was_only_read_stays_marked_clean()
    {
        Fill(("cart", "milk"));
        var before = File.ReadAllBytes(Files.Database);
        using (var store = Open())
        {
            store.Read(K("cart"));
        }

        Assert.Equal(before, File.ReadAllBytes(Files.Database));
    }

    [Fact]
    public void An_open_store_with_a_commit_counts_as_stopped_uncleanly_until_it_is_closed()
    {
        using (var store = Open())
        {
            store.Write(K("cart"), Value("milk"));
            store.Commit();
            Assert.Equal(0, StoreHeader.Load(store.Connection).IsClean);
        }

        using var reopened = Open();
        Assert.Equal(1, StoreHeader.Load(reopened.Connection).IsClean);
    }

    private static T Pragma<T>(SqliteReplicaStore store, string name) =>
        store.Connection.QuerySingle<T>($"PRAGMA {name}");
}
