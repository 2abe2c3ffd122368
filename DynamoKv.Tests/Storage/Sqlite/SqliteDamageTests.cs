// Rows whose bytes changed on the disk.
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Versioning;
using static DynamoKv.Tests.Storage.Rows;

namespace DynamoKv.Tests.Storage.Sqlite;

public sealed class SqliteDamageTests : SqliteStoreTest
{
    private const string FlipLastByte =
        "UPDATE rows SET versions = CAST(substr(versions, 1, length(versions) - 1) || x'FF' AS BLOB) " +
        "WHERE key = CAST(@key AS BLOB)";

    [Fact]
    public void A_row_with_changed_bytes_is_damaged_and_counted_once()
    {
        Fill(("bad", "milk"), ("good", "bread"));
        Tamper(FlipLastByte, new { key = "bad" });
        using var store = Open();
        Assert.Equal(new StoredRow(RowState.Damaged, SiblingSet.Empty), store.Read(K("bad")));
        Assert.Equal(RowState.Damaged, store.Read(K("bad")).State);
        Assert.Equal(RowState.Present, store.Read(K("good")).State);
        Assert.Equal(1, store.Statistics.DamagedRows);
    }

    [Fact]
    public void Damaged_rows_that_were_met_are_named_until_they_are_written()
    {
        Fill(("b", "1"), ("a", "2"), ("c", "3"));
        Tamper(FlipLastByte, new { key = "b" });
        Tamper(FlipLastByte, new { key = "a" });
        using var store = Open();
        Assert.Empty(store.DamagedKeys);
        Assert.Single(store.Scan(null, 9));
        Assert.Equal([K("a"), K("b")], store.DamagedKeys);
        store.Write(K("a"), Value("new"));
        Assert.Equal([K("b")], store.DamagedKeys);
    }

    [Fact]
    public void A_row_under_another_rows_key_is_damaged()
    {
        Fill(("cart", "milk"));
        Tamper("UPDATE rows SET key = CAST('card' AS BLOB)");
        using var store = Open();
        Assert.Equal(RowState.Damaged, store.Read(K("card")).State);
    }

    [Fact]
    public void A_scan_leaves_damaged_rows_out_and_still_fills_its_page()
    {
        Fill(("a", "1"), ("b", "2"), ("c", "3"));
        Tamper(FlipLastByte, new { key = "a" });
        using var store = Open();
        Assert.Equal([new(K("b"), Value("2")), new(K("c"), Value("3"))], store.Scan(null, 2));
        Assert.Equal(1, store.Statistics.DamagedRows);
    }

    [Fact]
    public void Writing_a_damaged_row_mends_it()
    {
        Fill(("cart", "milk"));
        Tamper(FlipLastByte, new { key = "cart" });
        using var store = Open();
        store.Read(K("cart"));
        store.Write(K("cart"), Value("bread", 2));
        Assert.Equal(Value("bread", 2), store.Read(K("cart")).Versions);
        Assert.Equal(new StoreStatistics(1, 0, 1, "cartbread".Length), store.Statistics);
    }
}
