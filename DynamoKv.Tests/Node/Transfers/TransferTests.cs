// How key ranges come to their new owners.
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Node.Transfers;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Tests.Node.Transfers;

public sealed class TransferTests
{
    private static readonly NodeId E = TransferWorld.Id('E');

    [Fact]
    public void A_joiner_gets_exactly_the_keys_that_will_be_its_own()
    {
        using var world = new TransferWorld("ABCD").Fill(200);
        world.Change(ring => ring.Join(TransferWorld.Member('E')));
        Assert.False(world.HoldsItsShare(E));

        Assert.True(world.RunUntil(world.AllHoldTheirShare));
        Assert.Equal(Expected(world, E), world.KeysAt(E));
        Assert.All(world.Said<TraceEvent.TransferStarted>(), said => Assert.Equal("E joins", said.Reason));
        Assert.Equal(world.Said<TraceEvent.TransferStarted>().Count(), world.Said<TraceEvent.TransferCompleted>().Count());
        Assert.Equal(Expected(world, E).Length, world.Said<TraceEvent.TransferCompleted>().Sum(said => said.KeysDone));
    }

    [Fact]
    public void What_a_leaver_held_comes_to_those_who_take_its_place()
    {
        using var world = new TransferWorld("ABCDE").Fill(200);
        world.Change(ring => ring.Leave(TransferWorld.Id('C')));
        Assert.True(world.RunUntil(world.AllHoldTheirShare));
        AssertAllArrived(world, 200);
        Assert.All(world.Said<TraceEvent.TransferOffered>(), said => Assert.Equal("C leaves", said.Reason));
    }

    [Fact]
    public void A_node_that_gains_nothing_holds_its_share_at_once()
    {
        using var world = new TransferWorld("ABCD").Fill(20);
        world.Change(ring => ring.Join(TransferWorld.Member('E')));
        Assert.True(world.HoldsItsShare(TransferWorld.Id('A')));
    }

    [Fact]
    public void When_the_ring_had_less_than_n_nodes_the_joiner_takes_from_all_of_them()
    {
        using var world = new TransferWorld("AB").Fill(50);
        world.Put(TransferWorld.Id('A'), Key.Of("only-at-a"), TransferWorld.Value("a"));
        world.Put(TransferWorld.Id('B'), Key.Of("only-at-b"), TransferWorld.Value("b"));
        world.Change(ring => ring.Join(TransferWorld.Member('E')));
        Assert.True(world.RunUntil(world.AllHoldTheirShare));
        Assert.Equal(52, world.KeysAt(E).Length);
    }

    [Fact]
    public void When_the_change_is_over_both_sides_stop_and_say_nothing_more()
    {
        using var world = new TransferWorld("ABCD").Fill(100);
        world.Change(ring => ring.Join(TransferWorld.Member('E')));
        Assert.True(world.RunUntil(world.AllHoldTheirShare));
        world.RunFor(10);
        var sent = world.Sent.Count;
        Assert.Equal(sent, world.RunFor(60).Sent.Count);
    }

    [Fact]
    public void A_source_that_crashes_in_the_middle_goes_on_after_its_restart()
    {
        using var world = new TransferWorld("ABCD").Fill(300);
        world.Change(ring => ring.Join(TransferWorld.Member('E')));
        var source = world.SnapshotOf(E).Transfers[0].Source;
        Assert.True(world.RunUntil(() => world.SnapshotOf(E).Transfers[0].KeysDone >= 20));
        world.Restart(source);
        Assert.True(world.RunUntil(world.AllHoldTheirShare));
        Assert.Equal(Expected(world, E), world.KeysAt(E));
    }

    [Fact]
    public void A_target_that_crashes_in_the_middle_goes_on_where_it_stood()
    {
        using var world = new TransferWorld("ABCD", new TransferOptions { BatchKeys = 2 }).Fill(300);
        world.Change(ring => ring.Join(TransferWorld.Member('E')));
        Assert.True(world.RunUntil(() => world.SnapshotOf(E).Transfers.Sum(view => view.KeysDone) >= 20));
        var before = world.SnapshotOf(E).Transfers;
        var underWay = before.Where(view => view.KeysDone > 0 && view.State != TransferState.Done).Select(view => view.Source).ToArray();
        Assert.NotEmpty(underWay);
        var sent = world.Sent.Count;
        world.Restart(E);

        Assert.Equal(before.Select(view => view.KeysDone), world.SnapshotOf(E).Transfers.Select(view => view.KeysDone));
        Assert.True(world.RunUntil(world.AllHoldTheirShare));
        Assert.Equal(Expected(world, E), world.KeysAt(E));
        Assert.Superset(underWay.ToHashSet(), world.Said<TraceEvent.TransferResumed>(E).Select(said => said.Source).ToHashSet());
        Assert.All(
            world.Sent.Skip(sent).Where(sent => underWay.Contains(sent.Receiver)).Select(sent => sent.Message).OfType<Message.TransferRequest>(),
            asked => Assert.NotNull(asked.After));
    }

    [Fact]
    public void A_target_that_had_all_before_its_crash_holds_its_share_after_it()
    {
        using var world = new TransferWorld("ABCD").Fill(100);
        world.Change(ring => ring.Join(TransferWorld.Member('E')));
        Assert.True(world.RunUntil(world.AllHoldTheirShare));
        world.Restart(E);
        Assert.True(world.HoldsItsShare(E));
    }

    [Fact]
    public void Progress_of_an_earlier_change_counts_for_nothing()
    {
        using var world = new TransferWorld("ABCD").Fill(100);
        world.Change(ring => ring.Join(TransferWorld.Member('E')));
        Assert.True(world.RunUntil(world.AllHoldTheirShare));

        // E is away while it is removed and joins again: writes have passed it by.
        world.Die('E');
        world.Move(world.Placement with { Epoch = world.Placement.Epoch + 2 });
        world.Restart(E);
        Assert.False(world.HoldsItsShare(E));
        Assert.True(world.RunUntil(world.AllHoldTheirShare));

        world.Move(world.Placement with { Epoch = world.Placement.Epoch + 2 }); // it was not away, but cut off
        Assert.False(world.HoldsItsShare(E));
        Assert.True(world.RunUntil(world.AllHoldTheirShare));
    }

    [Fact]
    public void When_the_change_grows_what_still_moves_alike_goes_on()
    {
        using var world = new TransferWorld("ABCD", new TransferOptions { BatchKeys = 2 }).Fill(200);
        world.Change(ring => ring.Join(TransferWorld.Member('E')));
        Assert.True(world.RunUntil(() => world.SnapshotOf(E).Transfers.Sum(view => view.KeysDone) >= 20));
        var before = world.SnapshotOf(E).Transfers.Sum(view => view.KeysDone);
        world.Move(world.Placement with { Epoch = world.Placement.Epoch + 1 });
        Assert.Equal(before, world.SnapshotOf(E).Transfers.Sum(view => view.KeysDone));
        Assert.True(world.RunUntil(world.AllHoldTheirShare, seconds: 1));

        world.Move(new Placement(world.Placement.Current, world.Placement.Next!.Join(TransferWorld.Member('F')), world.Placement.Epoch + 1));
        Assert.True(world.RunUntil(world.AllHoldTheirShare));
        AssertAllArrived(world, 200);
    }

    [Fact]
    public void A_write_that_lands_during_the_transfer_is_not_lost()
    {
        using var world = new TransferWorld("ABCD").Fill(200);
        world.Change(ring => ring.Join(TransferWorld.Member('E')));
        var key = Expected(world, E)[^1];
        var written = TransferWorld.Value("newer", counter: 2);
        var isWritten = false;
        world.Arriving = (node, message) =>
        {
            if (node != E || message is not Message.TransferBatch || isWritten)
                return;

            isWritten = true;
            foreach (var replica in world.PrimariesOf(key).Union(world.NextOf(key)))
                world.Put(replica, key, written);
        };
        Assert.True(world.RunUntil(world.AllHoldTheirShare));
        Assert.Contains(written.Siblings[0], world.Held(E, key).Siblings);
    }

    [Fact]
    public void What_a_target_holds_already_is_merged_with_what_comes()
    {
        using var world = new TransferWorld("ABCD").Fill(50);
        world.Change(ring => ring.Join(TransferWorld.Member('E')));
        var key = Expected(world, E)[0];
        world.Put(E, key, TransferWorld.Value("mine", node: "X"));
        Assert.True(world.RunUntil(world.AllHoldTheirShare));
        Assert.Equal([key.Text, "mine"], world.Held(E, key).Siblings.Select(sibling => sibling.ValueAsText()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_source_looks_at_a_bounded_number_of_rows_in_one_step()
    {
        using var world = new TransferWorld("ABCD", new TransferOptions { BatchKeys = 2, ScanRows = 4 }).Fill(200);
        world.Change(ring => ring.Join(TransferWorld.Member('E')));
        Assert.True(world.RunUntil(world.AllHoldTheirShare));
        Assert.Equal(Expected(world, E), world.KeysAt(E));
        var batches = world.Sent.Select(sent => sent.Message).OfType<Message.TransferBatch>().ToArray();
        Assert.All(batches, batch => Assert.InRange(batch.Rows.Length, 0, 2));
        Assert.Contains(batches, batch => batch.Rows.Length == 0 && !batch.IsLast);
    }

    [Fact]
    public void Both_sides_show_a_transfer_with_its_reason_and_progress()
    {
        using var world = new TransferWorld("ABC").Fill(200);
        world.Change(ring => ring.Leave(TransferWorld.Id('C')).Join(TransferWorld.Member('E')));
        Assert.All(world.SnapshotOf(E).Transfers, view => Assert.Equal(TransferState.Offered, view.State));
        Assert.True(world.RunUntil(() => world.SnapshotOf(E).Transfers.Any(view => view.KeysDone > 50)));
        var taken = Assert.Single(world.SnapshotOf(E).Transfers, view => view.Source == TransferWorld.Id('C'));
        var given = Assert.Single(world.SnapshotOf(TransferWorld.Id('C')).Transfers);
        Assert.Equal((given.Source, given.Target, given.Ranges, given.Reason), (taken.Source, taken.Target, taken.Ranges, taken.Reason));
        Assert.Equal((TransferState.Running, TransferState.Running), (given.State, taken.State));
        Assert.Equal("E joins", taken.Reason);
        Assert.Equal(200, taken.KeysTotal);
        Assert.True(taken.KeysPerSecond > 0 && taken.BytesPerSecond > taken.KeysPerSecond);

        Assert.True(world.RunUntil(world.AllHoldTheirShare));
        world.RunFor(1);
        Assert.All(world.SnapshotOf(E).Transfers, view => Assert.Equal(TransferState.Done, view.State));
        Assert.All(world.SnapshotOf(TransferWorld.Id('C')).Transfers, view => Assert.Equal(TransferState.Done, view.State));
        Assert.Empty(world.EndChange().SnapshotOf(E).Transfers);
    }

    private static Key[] Expected(TransferWorld world, NodeId node) =>
        [.. Enumerable.Range(0, 300).Select(TransferWorld.KeyOf)
            .Where(key => world.NextOf(key).Contains(node))
            .Where(key => !world.Held(world.PrimariesOf(key)[0], key).IsEmpty)];

    private static void AssertAllArrived(TransferWorld world, int keys) =>
        Assert.All(Enumerable.Range(0, keys).Select(TransferWorld.KeyOf), key =>
            Assert.All(world.NextOf(key), node => Assert.Equal(TransferWorld.Value(key.Text), world.Held(node, key))));
}
