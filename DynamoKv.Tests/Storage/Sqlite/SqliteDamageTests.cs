// Rows whose bytes changed on the disk.
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Versioning;
using static DynamoKv.Tests.Storage.Rows;

namespace DynamoKv.Tests.Storage.Sqlite;

public sealed class SqliteDamageTests : SqliteStoreTest
{
    private static string FlipLastByte(bool isFolded) =>
        $"UPDATE {Table(isFolded)} SET versions = CAST(substr(versions, 1, length(versions) - 1) || x'FF' AS BLOB) " +
        "WHERE key = CAST(@key AS BLOB)";

    private static string Table(bool isFolded) => isFolded ? "rows" : "log";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_row_with_changed_bytes_is_damaged_and_counted_once(bool isFolded)
    {
        FillIn(isFolded, ("bad", "milk"), ("good", "bread"));
        Tamper(FlipLastByte(isFolded), new { key = "bad" });
        using var store = Open();
        Assert.Equal(new StoredRow(RowState.Damaged, SiblingSet.Empty), store.Read(K("bad")));
        Assert.Equal(RowState.Damaged, store.Read(K("bad")).State);
        Assert.Equal(RowState.Present, store.Read(K("good")).State);
        Assert.Equal(1, store.Statistics.DamagedRows);
    }

    [Fact]
    public void Damaged_rows_that_were_met_are_named_until_they_are_written()
    {
        FillIn(isFolded: true, ("b", "1"), ("a", "2"), ("c", "3"));
        Tamper(FlipLastByte(isFolded: true), new { key = "b" });
        Tamper(FlipLastByte(isFolded: true), new { key = "a" });
        using var store = Open();
        Assert.Empty(store.DamagedKeys);
        Assert.Single(store.Scan(null, 9));
        Assert.Equal([K("a"), K("b")], store.DamagedKeys);
        store.Write(K("a"), Value("new"));
        Assert.Equal([K("b")], store.DamagedKeys);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_row_under_another_rows_key_is_damaged(bool isFolded)
    {
        FillIn(isFolded, ("cart", "milk"));
        Tamper($"UPDATE {Table(isFolded)} SET key = CAST('card' AS BLOB)");
        using var store = Open();
        Assert.Equal(RowState.Damaged, store.Read(K("card")).State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_scan_leaves_damaged_rows_out_and_still_fills_its_page(bool isFolded)
    {
        FillIn(isFolded, ("a", "1"), ("b", "2"), ("c", "3"));
        Tamper(FlipLastByte(isFolded), new { key = "a" });
        using var store = Open();
        Assert.Equal([new(K("b"), Value("2")), new(K("c"), Value("3"))], store.Scan(null, 2));
        Assert.Equal(1, store.Statistics.DamagedRows);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Writing_a_damaged_row_mends_it(bool isFolded)
    {
        FillIn(isFolded, ("cart", "milk"));
        Tamper(FlipLastByte(isFolded), new { key = "cart" });
        using var store = Open();
        store.Read(K("cart"));
        store.Write(K("cart"), Value("bread", 2));
        Assert.Equal(Value("bread", 2), store.Read(K("cart")).Versions);
        Assert.Equal(new StoreStatistics(1, 0, 1, "cartbread".Length), store.Statistics);
    }

    [Fact]
    public void A_damaged_row_of_the_log_is_told_when_it_is_found_at_the_opening()
    {
        Fill(("b", "1"), ("a", "2"));
        Tamper(FlipLastByte(isFolded: false), new { key = "b" });
        using var store = Open();
        Assert.Equal([K("b")], store.DamagedKeys);
        Assert.Equal(new StoreStatistics(2, 0, 1, "b1a2".Length), store.Statistics);
        Assert.Equal(RowState.Damaged, store.Read(K("b")).State);
        Assert.Equal(1, store.Statistics.DamagedRows);
    }

    [Fact]
    public void A_damaged_row_of_the_log_that_was_written_again_harms_nobody()
    {
        Fill(("cart", "milk"));
        Fill(("cart", "bread"));
        Tamper("UPDATE log SET checksum = checksum + 1 WHERE id = 1");
        using var store = Open();
        Assert.Equal(0, store.Statistics.DamagedRows);
        Assert.Equal(Value("bread"), store.Read(K("cart")).Versions);
    }

    [Theory]
    [InlineData("UPDATE log SET checksum = checksum + 1", "cart")]
    [InlineData("UPDATE log SET key = x'FF'", null)]
    public void A_damaged_row_of_the_log_is_a_damaged_row_of_the_table_when_it_is_folded(string harm, string? key)
    {
        Fill(("cart", "milk"));
        Tamper(harm);
        Fold();
        using var store = Open();
        Assert.Empty(store.Scan(null, 9));
        Assert.Equal(new StoreStatistics(1, 0, 1, "cartmilk".Length), store.Statistics);
        Assert.Equal(key is null ? [] : [K(key)], store.DamagedKeys);
    }

    private void FillIn(bool isFolded, params (string Key, string Value)[] rows)
    {
        Fill(rows);
        if (isFolded)
            Fold();
    }
}
