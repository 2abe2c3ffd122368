// A disk that is full or fails.
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Storage.Sqlite;
using SQLitePCL;
using static DynamoKv.Tests.Storage.Rows;

namespace DynamoKv.Tests.Storage.Sqlite;

public sealed class SqliteFailureTests : SqliteStoreTest
{
    private static readonly SqliteStoreOptions SmallDisk = new() { MaxPages = 40 };

    [Fact]
    public void A_write_to_a_full_disk_changes_nothing()
    {
        using var store = Open(SmallDisk);
        var written = FillUp(store);
        Assert.Equal(written, store.Scan(null, 1_000).Count);
        Assert.Equal(written, store.Statistics.Keys);
        Assert.Equal(RowState.Missing, store.Read(KeyOf(written)).State);
    }

    [Fact]
    public void Rows_written_before_the_disk_was_full_can_be_committed()
    {
        int written;
        using (var store = Open(SmallDisk))
        {
            written = FillUp(store);
            store.Commit();
        }

        using var reopened = Open();
        Assert.Equal(written, reopened.Statistics.Keys);
        Assert.Equal(written, reopened.Scan(null, 1_000).Count);
    }

    [Fact]
    public void A_store_goes_on_working_when_there_is_room_again()
    {
        using var store = Open(SmallDisk);
        var written = FillUp(store);
        store.Commit();
        for (var index = 0; index < written / 2; index++)
            store.Write(KeyOf(index), DynamoKv.Engine.Versioning.SiblingSet.Empty);
        store.Write(KeyOf(written), Value("there is room"));
        store.Commit();
        Assert.Equal(Value("there is room"), store.Read(KeyOf(written)).Versions);
    }

    [Fact]
    public void A_failed_commit_says_so_and_keeps_nothing()
    {
        Fill(("cart", "milk"));
        using (var store = Open())
        {
            store.Write(K("cart"), Value("bread", 2));
            raw.sqlite3_commit_hook(store.Connection.Handle, _ => 1, null);
            var failure = Assert.Throws<StoreFailedException>(store.Commit);
            Assert.Contains("its writes since the last commit are lost", failure.Message, StringComparison.Ordinal);
            Assert.Throws<StoreFailedException>(() => store.Read(K("cart")));
            Assert.Equal(new StoreStatistics(1, 0, 0, "cartmilk".Length), store.Statistics);
        }

        using var reopened = Open();
        Assert.Equal([("cart", Value("milk"))], All(reopened));
    }

    [Fact]
    public void A_failed_write_ends_the_life_of_the_store()
    {
        Fill(("cart", "milk"));
        using var store = Open();
        store.Write(K("other"), Value("1"));
        raw.sqlite3_progress_handler(store.Connection.Handle, 1, _ => 1, null);
        Assert.Throws<StoreFailedException>(() => store.Write(K("cart"), Value("bread", 2)));
        raw.sqlite3_progress_handler(store.Connection.Handle, 0, null, null);
        Assert.Throws<StoreFailedException>(() => store.Write(K("cart"), Value("bread", 2)));
    }

    private static Engine.Primitives.Key KeyOf(int index) => K($"key-{index:D4}");

    /// <summary>Writes rows until one does not fit; gives how many did.</summary>
    private static int FillUp(SqliteReplicaStore store)
    {
        for (var index = 0; index < 1_000; index++)
        {
            try
            {
                store.Write(KeyOf(index), Value(new string('v', 700)));
            }
            catch (StoreFullException)
            {
                return index;
            }
        }

        throw new InvalidOperationException("The disk was never full.");
    }
}
