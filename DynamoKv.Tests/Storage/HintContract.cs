// What every store promises of the hints and notes that it keeps beside the rows.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Storage;
using static DynamoKv.Tests.Storage.Rows;

namespace DynamoKv.Tests.Storage;

/// <summary>Run once for each kind of store; a test here may use nothing but the port.</summary>
public abstract class HintContract : IDisposable
{
    private static readonly NodeId B = new("B"), C = new("C");

    protected abstract IStoreFactory Factory { get; }

    public virtual void Dispose()
    {
        Factory.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_hint_survives_a_reopening_after_its_commit()
    {
        using (var store = Factory.Open(NodeA))
        {
            store.WriteHint(Hint(B, "cart", "milk", 7));
            store.Commit();
        }

        using var again = Factory.Open(NodeA);
        AssertSame(Hint(B, "cart", "milk", 7), again.ReadHint(B, K("cart")));
        Assert.Equal([new HintTarget(B, 1, 8, new Instant(7))], again.HintTargets);
    }

    [Fact]
    public void What_was_not_committed_is_gone_after_a_reopening()
    {
        using (var store = Factory.Open(NodeA))
        {
            store.WriteHint(Hint(B, "cart", "milk", 7));
            store.WriteNote("plan", new byte[] { 1 });
            store.Commit();
            store.WriteHint(Hint(B, "cart", "bread", 8));
            store.WriteHint(Hint(C, "cart", "milk", 8));
            store.RemoveHint(B, K("cart"));
            store.WriteNote("plan", null);
            store.WriteNote("membership", new byte[] { 2 });
        }

        using var again = Factory.Open(NodeA);
        AssertSame(Hint(B, "cart", "milk", 7), again.ReadHint(B, K("cart")));
        Assert.Equal([B], again.HintTargets.Select(target => target.Target));
        Assert.Equal(new byte[] { 1 }, again.ReadNote("plan")!);
        Assert.Null(again.ReadNote("membership"));
    }

    [Fact]
    public void Hints_of_a_target_come_oldest_first_and_no_more_than_asked()
    {
        using var store = Factory.Open(NodeA);
        store.WriteHint(Hint(B, "cart:2", "milk", 5));
        store.WriteHint(Hint(B, "cart:3", "milk", 3));
        store.WriteHint(Hint(B, "cart:1", "milk", 5));
        store.WriteHint(Hint(C, "cart:4", "milk", 1));
        Assert.Equal(["cart:3", "cart:1", "cart:2"], store.HintsFor(B, 10).Select(hint => hint.Key.Text));
        Assert.Equal(["cart:3", "cart:1"], store.HintsFor(B, 2).Select(hint => hint.Key.Text));
        Assert.Empty(store.HintsFor(new NodeId("D"), 10));
    }

    [Fact]
    public void A_hint_replaces_the_one_of_its_target_and_key_and_the_counts_follow()
    {
        using var store = Factory.Open(NodeA);
        store.WriteHint(Hint(B, "cart", "milk", 5));
        store.WriteHint(Hint(B, "cart", "cheese", 5));
        store.WriteHint(Hint(C, "cart", "milk", 6));
        Assert.Equal([new HintTarget(B, 1, 10, new Instant(5)), new HintTarget(C, 1, 8, new Instant(6))], store.HintTargets);
        Assert.Equal([B, C], store.HintsOf(K("cart")).Select(hint => hint.Target));
        store.RemoveHint(B, K("cart"));
        store.RemoveHint(B, K("cart"));
        Assert.Equal([C], store.HintTargets.Select(target => target.Target));
        Assert.Null(store.ReadHint(B, K("cart")));
    }

    [Fact]
    public void Hints_are_no_rows()
    {
        using var store = Factory.Open(NodeA);
        store.WriteHint(Hint(B, "cart", "milk", 5));
        Assert.Equal(RowState.Missing, store.Read(K("cart")).State);
        Assert.Equal(0, store.Statistics.Keys);
        Assert.Empty(store.Scan(null, 10));
    }

    [Fact]
    public void A_note_is_replaced_and_removed_and_may_be_empty()
    {
        using var store = Factory.Open(NodeA);
        Assert.Null(store.ReadNote("plan"));
        store.WriteNote("plan", Array.Empty<byte>());
        Assert.Empty(store.ReadNote("plan")!);
        store.WriteNote("plan", new byte[] { 1, 2 });
        Assert.Equal(new byte[] { 1, 2 }, store.ReadNote("plan")!);
        store.WriteNote("plan", null);
        Assert.Null(store.ReadNote("plan"));
    }

    private static Hint Hint(NodeId target, string key, string value, long since) => new(target, K(key), Value(value), new Instant(since));

    private static void AssertSame(Hint expected, Hint? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal((expected.Target, expected.Key, expected.KeptSince), (actual.Target, actual.Key, actual.KeptSince));
        Assert.Equal(expected.Versions, actual.Versions);
    }
}
