// Databases that must not be opened, and that must be left as they are.
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Storage.Sqlite;
using static DynamoKv.Tests.Storage.Rows;

namespace DynamoKv.Tests.Storage.Sqlite;

public sealed class SqliteRefusalTests : SqliteStoreTest
{
    [Fact]
    public void Another_nodes_store_is_refused()
    {
        Fill(("cart", "milk"));
        Directory.Move(Files.Folder, new StoreFiles(Root, NodeB).Folder);
        Assert.Contains("is the store of node 'node-a', not of 'node-b'", Refusal(NodeB), StringComparison.Ordinal);
    }

    [Fact]
    public void A_newer_schema_is_refused()
    {
        Fill(("cart", "milk"));
        Tamper("PRAGMA user_version = 99");
        Assert.Contains("has schema 99, this program knows up to 3", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused()
    {
        Directory.CreateDirectory(Files.Folder);
        File.WriteAllText(Files.Database, string.Concat(Enumerable.Repeat("Dear diary, ", 500)));
        Assert.Contains("is not a database", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_is_refused_and_not_filled()
    {
        Directory.CreateDirectory(Files.Folder);
        File.WriteAllBytes(Files.Database, []);
        Assert.Contains("is not a store of DynamoKv", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_programs_database_is_refused()
    {
        Directory.CreateDirectory(Files.Folder);
        Tamper("CREATE TABLE diary (page TEXT)");
        Assert.Contains("is not a store of DynamoKv", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_without_its_database_is_refused()
    {
        Directory.CreateDirectory(Files.Folder);
        File.WriteAllBytes(Files.WriteAheadLog, new byte[100]);
        Assert.Contains("the database is gone, its log is there", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_damaged_at_an_unclean_stop_is_refused()
    {
        Fill([.. Enumerable.Range(0, 100).Select(index => ($"key-{index}", new string('v', 200)))]);
        Tamper("UPDATE store SET is_clean = 0");
        OverwriteLastPage();
        Assert.Contains("is damaged", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_whole_database_opens_after_an_unclean_stop()
    {
        Fill(("cart", "milk"));
        Tamper("UPDATE store SET is_clean = 0");
        using var store = Open();
        Assert.Equal([("cart", Value("milk"))], All(store));
    }

    [Fact]
    public void An_old_sqlite_is_refused()
    {
        Assert.Throws<StoreRefusedException>(() => SqliteStoreOpening.RefuseOldSqlite(new Version(3, 51, 2)));
        SqliteStoreOpening.RefuseOldSqlite(new Version(3, 51, 3));
    }

    [Fact]
    public void A_lock_file_left_behind_by_a_killed_process_locks_nobody_out()
    {
        Fill(("cart", "milk"));
        File.WriteAllText(Files.Lock, "left behind");
        using var store = Open();
        Assert.Equal(1, store.Statistics.Keys);
    }

    [Fact]
    public void A_database_that_was_not_finished_is_made_anew()
    {
        Directory.CreateDirectory(Files.Folder);
        foreach (var leftover in Files.UnfinishedParts)
            File.WriteAllText(leftover, "cut off");
        using var store = Open();
        Assert.Equal(default, store.Statistics);
        Assert.False(File.Exists(Files.Unfinished));
    }

    private void OverwriteLastPage()
    {
        using var file = File.OpenWrite(Files.Database);
        file.Seek(-1024, SeekOrigin.End);
        file.Write([.. Enumerable.Repeat((byte)0xEE, 1024)]);
    }
}
