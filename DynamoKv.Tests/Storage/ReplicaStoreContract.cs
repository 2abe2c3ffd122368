// What every store promises, whatever it keeps its rows in.
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Versioning;
using static DynamoKv.Tests.Storage.Rows;

namespace DynamoKv.Tests.Storage;

/// <summary>Run once for each kind of store; a test here may use nothing but the port.</summary>
public abstract class ReplicaStoreContract : IDisposable
{
    protected abstract IStoreFactory Factory { get; }

    public virtual void Dispose()
    {
        Factory.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_store_knows_its_node()
    {
        using var store = Factory.Open(NodeA);
        Assert.Equal(NodeA, store.Node);
    }

    [Fact]
    public void A_key_never_written_is_missing()
    {
        using var store = Factory.Open(NodeA);
        Assert.Equal(new StoredRow(RowState.Missing, SiblingSet.Empty), store.Read(K("cart")));
    }

    [Fact]
    public void A_read_sees_a_write_before_the_commit()
    {
        using var store = Factory.Open(NodeA);
        store.Write(K("cart"), Value("milk"));
        Assert.Equal(new StoredRow(RowState.Present, Value("milk")), store.Read(K("cart")));
    }

    [Fact]
    public void A_write_replaces_what_was_there()
    {
        using var store = Factory.Open(NodeA);
        store.Write(K("cart"), Value("milk"));
        store.Write(K("cart"), Siblings("milk", "bread"));
        Assert.Equal(Siblings("milk", "bread"), store.Read(K("cart")).Versions);
    }

    [Fact]
    public void Writing_the_empty_set_removes_the_row()
    {
        using var store = Factory.Open(NodeA);
        store.Write(K("cart"), Tombstone());
        store.Write(K("cart"), SiblingSet.Empty);
        Assert.Equal(RowState.Missing, store.Read(K("cart")).State);
        Assert.Equal(default, store.Statistics);
    }

    [Fact]
    public void Committed_rows_are_there_after_reopening()
    {
        using (var store = Factory.Open(NodeA))
        {
            store.Write(K("cart"), Value("milk"));
            store.Commit();
        }

        using var reopened = Factory.Open(NodeA);
        Assert.Equal(Value("milk"), reopened.Read(K("cart")).Versions);
        Assert.Equal(1, reopened.Statistics.Keys);
    }

    [Fact]
    public void Closing_without_a_commit_takes_every_later_write_back()
    {
        using (var store = Factory.Open(NodeA))
        {
            store.Write(K("kept"), Value("old"));
            store.Write(K("removed"), Value("here"));
            store.Commit();
            store.Write(K("kept"), Value("new", 2));
            store.Write(K("kept"), Value("newer", 3));
            store.Write(K("added"), Value("gone"));
            store.Write(K("removed"), SiblingSet.Empty);
        }

        using var reopened = Factory.Open(NodeA);
        Assert.Equal([new(K("kept"), Value("old")), new(K("removed"), Value("here"))], reopened.Scan(null, 10));
        Assert.Equal(new StoreStatistics(2, 0, 0, "keptold".Length + "removedhere".Length), reopened.Statistics);
    }

    [Fact]
    public void A_commit_without_writes_is_allowed()
    {
        using var store = Factory.Open(NodeA);
        store.Commit();
        Assert.Equal(default, store.Statistics);
    }

    [Fact]
    public void The_incarnation_rises_at_each_begin()
    {
        using var store = Factory.Open(NodeA);
        Assert.Equal([1, 2, 3], [store.BeginIncarnation(0), store.BeginIncarnation(1), store.BeginIncarnation(3)]);
    }

    [Fact]
    public void The_incarnation_is_at_least_what_was_asked_for()
    {
        using var store = Factory.Open(NodeA);
        Assert.Equal([7, 8], [store.BeginIncarnation(7), store.BeginIncarnation(5)]);
    }

    [Fact]
    public void A_committed_incarnation_is_never_given_again()
    {
        using (var store = Factory.Open(NodeA))
        {
            store.BeginIncarnation(4);
            store.Commit();
        }

        using var reopened = Factory.Open(NodeA);
        Assert.Equal(5, reopened.BeginIncarnation(0));
    }

    [Fact]
    public void An_incarnation_without_a_commit_was_never_taken()
    {
        using (var store = Factory.Open(NodeA))
        {
            store.BeginIncarnation(4);
        }

        using var reopened = Factory.Open(NodeA);
        Assert.Equal(1, reopened.BeginIncarnation(0));
    }

    [Fact]
    public void Statistics_count_rows_tombstones_and_the_bytes_of_keys_and_values()
    {
        using var store = Factory.Open(NodeA);
        store.Write(K("é"), Siblings("12345", "678"));
        store.Write(K("gone"), Value("1"));
        store.Write(K("gone"), Tombstone(2));
        Assert.Equal(new StoreStatistics(2, 1, 0, 2 + 8 + 4), store.Statistics);
    }

    [Fact]
    public void A_scan_lists_keys_in_the_order_of_their_utf8_bytes()
    {
        using var store = Factory.Open(NodeA);
        foreach (var key in new[] { "b", "\U0001F600", "a", "\uFFFD", "ab", "é" })
            store.Write(K(key), Value(key));
        Assert.Equal(["a", "ab", "b", "é", "\uFFFD", "\U0001F600"], store.Scan(null, 10).Select(row => row.Key.Text));
    }

    [Fact]
    public void A_scan_goes_on_after_a_key_that_need_not_exist()
    {
        using var store = Factory.Open(NodeA);
        foreach (var key in new[] { "a", "c", "e", "g" })
            store.Write(K(key), Value(key));
        Assert.Equal(["c", "e"], store.Scan(K("b"), 2).Select(row => row.Key.Text));
        Assert.Equal(["g"], store.Scan(K("e"), 2).Select(row => row.Key.Text));
        Assert.Empty(store.Scan(K("g"), 2));
    }

    [Fact]
    public void A_scan_of_no_rows_is_refused()
    {
        using var store = Factory.Open(NodeA);
        Assert.Throws<ArgumentOutOfRangeException>(() => store.Scan(null, 0));
    }

    [Fact]
    public void A_scan_sees_rows_added_after_the_one_before()
    {
        using var store = Factory.Open(NodeA);
        store.Write(K("b"), Value("1"));
        Assert.Single(store.Scan(null, 10));
        store.Write(K("a"), Value("2"));
        Assert.Equal(["a", "b"], store.Scan(null, 10).Select(row => row.Key.Text));
    }

    [Fact]
    public void The_longest_key_and_a_large_value_come_back_whole()
    {
        var key = K(new string('k', 1024));
        var large = Value(new string('v', 1 << 20));
        using (var store = Factory.Open(NodeA))
        {
            store.Write(key, large);
            store.Commit();
        }

        using var reopened = Factory.Open(NodeA);
        Assert.Equal(large, reopened.Read(key).Versions);
    }

    [Fact]
    public void Two_nodes_never_see_each_others_rows()
    {
        using var first = Factory.Open(NodeA);
        using var second = Factory.Open(NodeB);
        first.Write(K("cart"), Value("milk"));
        first.Commit();
        Assert.Equal(RowState.Missing, second.Read(K("cart")).State);
    }

    [Fact]
    public void A_second_store_of_one_node_is_refused_while_the_first_is_open()
    {
        using (Factory.Open(NodeA))
        {
            var refusal = Assert.Throws<StoreRefusedException>(() => Factory.Open(NodeA));
            Assert.Contains("already open", refusal.Message, StringComparison.Ordinal);
        }

        Factory.Open(NodeA).Dispose();
    }

    [Fact]
    public void An_erased_disk_is_empty()
    {
        using (var store = Factory.Open(NodeA))
        {
            store.BeginIncarnation(9);
            store.Write(K("cart"), Value("milk"));
            store.Commit();
        }

        Factory.Erase(NodeA);
        using var empty = Factory.Open(NodeA);
        Assert.Equal(default, empty.Statistics);
        Assert.Equal(1, empty.BeginIncarnation(0));
    }

    [Fact]
    public void A_disk_in_use_is_not_erased()
    {
        using var store = Factory.Open(NodeA);
        store.Write(K("cart"), Value("milk"));
        Assert.Throws<StoreRefusedException>(() => Factory.Erase(NodeA));
        Assert.Equal(RowState.Present, store.Read(K("cart")).State);
    }

    [Fact]
    public void Erasing_a_disk_that_never_was_does_nothing()
    {
        Factory.Erase(NodeA);
        using var store = Factory.Open(NodeA);
        Assert.Equal(default, store.Statistics);
    }

    [Fact]
    public void A_closed_store_refuses_work()
    {
        var store = Factory.Open(NodeA);
        store.Dispose();
        store.Dispose();
        Assert.Throws<ObjectDisposedException>(() => store.Read(K("cart")));
        Assert.Throws<ObjectDisposedException>(() => store.Write(K("cart"), Value("milk")));
        Assert.Throws<ObjectDisposedException>(store.Commit);
    }

    [Fact]
    public void Disposing_the_factory_closes_the_stores_that_are_open()
    {
        var store = Factory.Open(NodeA);
        Factory.Dispose();
        Assert.Throws<ObjectDisposedException>(() => store.Read(K("cart")));
    }
}
