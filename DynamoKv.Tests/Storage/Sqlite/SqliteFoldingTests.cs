// Rows on their way from the log into the table.
using Dapper;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Storage.Sqlite;
using DynamoKv.Engine.Versioning;
using static DynamoKv.Tests.Storage.Rows;

namespace DynamoKv.Tests.Storage.Sqlite;

public sealed class SqliteFoldingTests : SqliteStoreTest
{
    private const int FoldAfter = 20;
    private const int MostInCommit = 4;

    private static readonly SqliteStoreOptions Tiny = new() { Durability = SqliteDurability.Normal, FoldAfterRows = FoldAfter, TidyRows = 3 };

    private readonly DeterministicRandom _random = new(2_007);
    private readonly SortedDictionary<Key, SiblingSet> _model = new(Utf8KeyOrder.Instance);
    private int _written;

    [Fact]
    public void A_row_of_the_log_wins_over_that_of_the_table()
    {
        Fill(("cart", "milk"), ("other", "1"));
        Fold();
        Fill(("cart", "bread"));
        using (var store = Open())
        {
            Assert.Equal(1, store.Unfolded);
            Assert.Equal([("cart", Value("bread")), ("other", Value("1"))], All(store));
            Assert.Equal(2, store.Statistics.Keys);
        }

        Fold();
        using var folded = Open();
        Assert.Equal([("cart", Value("bread")), ("other", Value("1"))], All(folded));
    }

    [Fact]
    public void A_removed_row_stays_removed_when_it_is_folded_and_when_it_is_not()
    {
        Fill(("cart", "milk"), ("other", "1"));
        Fold();
        using (var store = Open())
        {
            store.Write(K("cart"), SiblingSet.Empty);
            store.Commit();
        }

        using (var reopened = Open())
        {
            Assert.Equal(RowState.Missing, reopened.Read(K("cart")).State);
            Assert.Equal([("other", Value("1"))], All(reopened));
            FoldAll(reopened);
            Assert.Equal(RowState.Missing, reopened.Read(K("cart")).State);
        }

        using var folded = Open();
        Assert.Equal([("other", Value("1"))], All(folded));
        Assert.Equal(1, folded.Statistics.Keys);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(1_000)]
    public void The_log_and_what_is_held_of_it_stay_within_their_bound(int keys)
    {
        using var store = Open(Tiny);
        for (var commit = 0; commit < 300; commit++)
        {
            WriteSome(store, keys);
            Assert.InRange(store.Held, 0, (2 * FoldAfter) + MostInCommit);
            Assert.InRange(LogRowsOf(store), 0, (2 * FoldAfter) + MostInCommit);
        }

        Assert.Equal(_model, store.Scan(null, 10_000));
    }

    [Fact]
    public void The_bytes_of_the_log_are_bounded_too()
    {
        using var store = Open(Tiny with { FoldAfterRows = 1_000_000, FoldAfterBytes = 10_000 });
        for (var commit = 0; commit < 300; commit++)
            WriteSome(store, 1_000);

        Assert.InRange(LogRowsOf(store), 1, 250);
        Assert.Equal(_model, store.Scan(null, 10_000));
    }

    [Fact]
    public void A_commit_folds_about_as_much_as_it_writes()
    {
        using var store = Open(Tiny with { FoldAfterRows = 1_000 });
        var most = 0L;
        for (var commit = 0; commit < 1_500; commit++)
        {
            var before = TableRowsOf(store);
            WriteSome(store, 1_000_000);
            most = Math.Max(most, TableRowsOf(store) - before);
        }

        Assert.InRange(most, 1, 2 * MostInCommit);
    }

    [Fact]
    public void Scans_in_pages_see_table_and_log_as_one()
    {
        using var store = Open(Tiny);
        for (var commit = 0; commit < 60; commit++)
        {
            WriteSome(store, 60);
            var rows = new List<KeyValuePair<Key, SiblingSet>>();
            for (IReadOnlyList<KeyValuePair<Key, SiblingSet>>? page = null; page is not { Count: < 7 }; rows.AddRange(page))
                page = store.Scan(rows.Count == 0 ? null : rows[^1].Key, 7);
            Assert.Equal(_model, rows);
        }
    }

    [Fact]
    public void Files_taken_at_any_commit_hold_what_was_committed()
    {
        using var taken = new TemporaryFolder();
        var (folding, cut) = (0, 0);
        using var store = Open(Tiny);
        for (var commit = 0; commit < 120; commit++)
        {
            if (_random.NextBool(0.2))
                store.Tidy();
            else
                WriteSome(store, 40);

            folding += TableRowsOf(store) > 0 && LogRowsOf(store) > 0 ? 1 : 0;
            cut += store.Connection.QuerySingle<long?>("SELECT min(id) FROM log") > 1 ? 1 : 0;
            using var other = SqliteStoreOpening.Open(Copy(taken.Path), Tiny);
            Assert.Equal(_model, other.Scan(null, 1_000));
            Assert.Equal((_model.Count, 0), (other.Statistics.Keys, other.Statistics.DamagedRows));
            FoldAll(other);
            Assert.Equal(_model, other.Scan(null, 1_000));
        }

        Assert.True(folding > 50 && cut > 20, $"The files were taken {folding} times while it folded, {cut} times with a log that was cut.");
    }

    [Fact]
    public void A_log_longer_than_two_bounds_is_folded_at_the_opening()
    {
        using (var store = Open())
        {
            for (var commit = 0; commit < 50; commit++)
                WriteSome(store, 1_000);
        }

        using var reopened = Open(Tiny);
        Assert.Equal(0, reopened.Unfolded);
        Assert.Equal(_model, reopened.Scan(null, 1_000));
    }

    [Fact]
    public void A_database_without_a_log_gets_one()
    {
        Fill(("cart", "milk"));
        Fold();
        Tamper("DROP TABLE log; PRAGMA user_version = 2");
        using (var store = Open())
        {
            Assert.Equal([("cart", Value("milk"))], All(store));
            store.Write(K("cart"), Value("bread"));
            store.Commit();
        }

        using var reopened = Open();
        Assert.Equal([("cart", Value("bread"))], All(reopened));
    }

    /// <summary>Commits up to four drawn rows, to the store and to the model.</summary>
    private void WriteSome(SqliteReplicaStore store, int keys)
    {
        for (var left = 1 + _random.NextInt32(MostInCommit); left > 0; left--)
        {
            var key = K($"key-{_random.NextInt32(keys)}");
            if (_random.NextBool(0.2))
            {
                store.Write(key, SiblingSet.Empty);
                _model.Remove(key);
            }
            else
            {
                _model[key] = Value($"{++_written}", _written);
                store.Write(key, _model[key]);
            }
        }

        store.Commit();
    }

    private StoreFiles Copy(string folder)
    {
        var files = new StoreFiles(folder, NodeA);
        Directory.CreateDirectory(files.Folder);
        File.Copy(Files.Database, files.Database, overwrite: true);
        File.Copy(Files.WriteAheadLog, files.WriteAheadLog, overwrite: true);
        return files;
    }

    private static long LogRowsOf(SqliteReplicaStore store) => store.Connection.QuerySingle<long>("SELECT count(*) FROM log");

    private static long TableRowsOf(SqliteReplicaStore store) => store.Connection.QuerySingle<long>("SELECT count(*) FROM rows");
}
