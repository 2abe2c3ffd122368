// Transfers while things go wrong, or while somebody holds them back.
using CsCheck;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Node.Transfers;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Tests.Node.Transfers;

public sealed class TransferTroubleTests
{
    private static readonly NodeId C = TransferWorld.Id('C');
    private static readonly NodeId E = TransferWorld.Id('E');

    [Fact]
    public void Lost_repeated_and_reordered_messages_and_crashes_lose_nothing() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 40], Gen.Bool).Sample(
            (seed, lossPercent, isJoin) =>
            {
                var random = new DeterministicRandom((ulong)seed);
                using var world = new TransferWorld("ABCD", new TransferOptions { BatchKeys = 5, ScanRows = 10 }).Fill(60);
                world.Fate = _ => Fate(random, lossPercent);
                world.Change(ring => isJoin ? ring.Join(TransferWorld.Member('E')) : ring.Leave(C));
                var nodes = world.Placement.Current.Members.Union(world.Placement.Next!.Members).Select(member => member.Id).ToArray();
                for (var crash = 0; crash < 4; crash++)
                {
                    world.RunFor(random.NextDouble());
                    world.Restart(nodes[random.NextInt32(nodes.Length)]);
                }

                Assert.True(world.RunUntil(world.AllHoldTheirShare, seconds: 600));
                AssertAllArrived(world);
                world.EndChange();
                Assert.True(world.RunUntil(() => nodes.All(node => !HasStrays(world, node)), seconds: 600));
                AssertAllArrived(world);
            },
            iter: 100);

    [Fact]
    public void Repeated_batches_are_counted_once()
    {
        using var world = new TransferWorld("ABCD").Fill(100);
        world.Fate = _ => [TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(2), TimeSpan.FromMilliseconds(7)];
        world.Change(ring => ring.Join(TransferWorld.Member('E')));
        Assert.True(world.RunUntil(world.AllHoldTheirShare));
        Assert.Equal(world.KeysAt(E).Length, world.Said<TraceEvent.TransferCompleted>().Sum(said => said.KeysDone));
    }

    [Fact]
    public void A_target_that_loses_its_disk_begins_anew_and_is_not_misled_by_batches_asked_for_before()
    {
        using var world = new TransferWorld("ABCD", new TransferOptions { BatchKeys = 5 }).Fill(200);
        world.Change(ring => ring.Join(TransferWorld.Member('E')));
        Assert.True(world.RunUntil(() => world.SnapshotOf(E).Transfers.All(view => view.KeysDone > 0)));
        Assert.False(world.HoldsItsShare(E));
        world.Restart(E, losingItsDisk: true); // what it has asked for is still under way
        Assert.True(world.RunUntil(world.AllHoldTheirShare));
        Assert.Equal(
            Enumerable.Range(0, 200).Select(TransferWorld.KeyOf).Where(key => world.NextOf(key).Contains(E)), world.KeysAt(E));
    }

    [Fact]
    public void What_a_quorum_of_the_old_owners_held_a_quorum_of_the_new_owners_holds() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 3]).Sample(
            (seed, kind) =>
            {
                var random = new DeterministicRandom((ulong)seed);
                using var world = new TransferWorld("ABCDE", new TransferOptions { BatchKeys = 7 });
                var keys = Enumerable.Range(0, 40).Select(TransferWorld.KeyOf).ToArray();
                foreach (var key in keys)
                    PutAtTwo(world, key, random);

                if (kind == 3)
                    world.Die('C');

                world.Fate = _ => Fate(random, 10);
                world.Change(ring => kind switch
                {
                    0 => ring.Join(TransferWorld.Member('F')),
                    1 => ring.Leave(C),
                    2 => ring.Leave(C).Leave(TransferWorld.Id('D')).Join(TransferWorld.Member('F')),
                    _ => ring.Leave(C),
                });
                Assert.True(world.RunUntil(world.AllHoldTheirShare, seconds: 600));
                AssertTwoHold(world, keys);
                world.EndChange().RunFor(30);
                AssertTwoHold(world, keys);
            },
            iter: 100);

    [Fact]
    public void A_source_keeps_to_its_rate()
    {
        using var world = new TransferWorld("ABC", new TransferOptions { BatchKeys = 10, KeysPerSecond = 50 }).Fill(400);
        world.Change(ring => ring.Leave(C).Join(TransferWorld.Member('E')));
        Assert.True(world.RunUntil(world.AllHoldTheirShare, seconds: 600));
        foreach (var node in world.Placement.Current.Members.Select(member => member.Id))
        {
            var batches = world.Sent.Where(sent => sent.Sender == node && sent.Message is Message.TransferBatch).ToArray();
            foreach (var first in batches)
            {
                var inASecond = batches.Where(sent => sent.At >= first.At && sent.At - first.At < TimeSpan.FromSeconds(1));
                Assert.InRange(inASecond.Sum(sent => ((Message.TransferBatch)sent.Message).Rows.Length), 0, 50 + 10);
            }
        }

        Assert.InRange(world.Now.SinceStart.TotalSeconds, 400 / 50 * 0.9, 400 / 50 * 2);
        Assert.InRange(world.SnapshotOf(E).Transfers.Sum(view => view.KeysPerSecond), 20, 80);
    }

    [Fact]
    public void A_source_without_room_for_background_work_waits_until_it_has_some()
    {
        using var world = new TransferWorld("ABCD").Fill(100);
        var isBusy = true;
        foreach (var member in world.Placement.Current.Members)
            world.ScopeOf(member.Id).MayWorkInBackground = () => !isBusy;

        world.Change(ring => ring.Join(TransferWorld.Member('E'))).RunFor(3);
        Assert.DoesNotContain(world.Sent, sent => sent.Message is Message.TransferBatch);
        isBusy = false;
        Assert.True(world.RunUntil(world.AllHoldTheirShare, seconds: 1));
    }

    [Fact]
    public void A_paused_source_sends_nothing_until_it_is_told_to_go_on_and_a_restart_does_not_change_that()
    {
        using var world = new TransferWorld("ABCD").Fill(100);
        var members = world.Placement.Current.Members.Select(member => member.Id).ToArray();
        foreach (var node in members)
            world.Command(node, new NodeCommand.PauseTransfers(1));

        world.Change(ring => ring.Join(TransferWorld.Member('E'))).RunFor(3);
        world.Restart(members[0]);
        world.RunFor(3);
        Assert.DoesNotContain(world.Sent, sent => sent.Message is Message.TransferBatch);
        Assert.All(world.SnapshotOf(E).Transfers, view => Assert.Equal(TransferState.Paused, view.State));
        foreach (var node in members)
            world.Command(node, new NodeCommand.ResumeTransfers(2));

        Assert.True(world.RunUntil(world.AllHoldTheirShare, seconds: 10));
    }

    [Fact]
    public void A_pause_also_stops_what_was_asked_for_and_waits_for_its_turn()
    {
        using var world = new TransferWorld("ABC", new TransferOptions { BatchKeys = 10, KeysPerSecond = 5 }).Fill(100);
        world.Change(ring => ring.Leave(C).Join(TransferWorld.Member('E'))).RunFor(2.5);
        world.Command(C, new NodeCommand.PauseTransfers(1));
        var sent = world.Sent.Count;
        world.RunFor(10);
        Assert.DoesNotContain(world.Sent.Skip(sent), one => one.Message is Message.TransferBatch && one.Sender == C);
        Assert.Equal(TransferState.Paused, Assert.Single(world.SnapshotOf(C).Transfers).State);
        world.Command(C, new NodeCommand.ResumeTransfers(2));
        Assert.True(world.RunUntil(world.AllHoldTheirShare));
    }

    [Fact]
    public void A_paused_target_asks_for_nothing_until_it_is_told_to_go_on()
    {
        using var world = new TransferWorld("ABCD").Fill(100);
        world.Change(ring => ring.Join(TransferWorld.Member('E')));
        world.Command(E, new NodeCommand.PauseTransfers(1));
        world.RunFor(10);
        Assert.DoesNotContain(world.Sent, sent => sent.Message is Message.TransferRequest);
        world.Command(E, new NodeCommand.ResumeTransfers(2));
        Assert.True(world.RunUntil(world.AllHoldTheirShare, seconds: 1));
    }

    [Fact]
    public void The_ranges_of_a_dead_leaver_come_from_all_others_that_hold_them()
    {
        using var world = new TransferWorld("ABCDE").Fill(150);
        world.Die('C');
        world.Change(ring => ring.Leave(C));
        Assert.True(world.RunUntil(world.AllHoldTheirShare, seconds: 60));
        AssertAllArrived(world);
        var said = world.Said<TraceEvent.TransferSourceReplaced>().ToArray();
        Assert.NotEmpty(said);
        Assert.All(said, replaced => Assert.Equal(C, replaced.Source));
        Assert.All(said, replaced => Assert.DoesNotContain(C, replaced.Others));
        Assert.True(world.Now.SinceStart > new TransferOptions().RetryAfter * 3);
    }

    [Fact]
    public void A_write_that_only_one_other_replica_of_a_dead_leaver_holds_comes_along()
    {
        using var world = new TransferWorld("ABCDE").Fill(150);
        var moving = Enumerable.Range(0, 150).Select(TransferWorld.KeyOf).Where(key => world.PrimariesOf(key).Contains(C)).ToArray();
        foreach (var key in moving)
            world.Put(world.PrimariesOf(key).Last(node => node != C), key, TransferWorld.Value("newest", counter: 2));

        world.Die('C');
        world.Change(ring => ring.Leave(C));
        Assert.True(world.RunUntil(world.AllHoldTheirShare, seconds: 60));
        Assert.All(moving, key => Assert.All(world.NextOf(key).Except(world.PrimariesOf(key)), gainer =>
            Assert.Contains("newest", world.Held(gainer, key).Siblings.Select(sibling => sibling.ValueAsText()))));
    }

    [Fact]
    public void A_source_that_is_only_silent_for_a_while_is_not_replaced()
    {
        using var world = new TransferWorld("ABCDE").Fill(100);
        world.Fate = message => message is Message.TransferBatch ? [] : [TimeSpan.FromMilliseconds(1)];
        world.Change(ring => ring.Leave(C)).RunFor(30);
        Assert.Empty(world.Said<TraceEvent.TransferSourceReplaced>());
        world.Fate = null;
        Assert.True(world.RunUntil(world.AllHoldTheirShare, seconds: 10));
    }

    [Fact]
    public void A_target_that_crashes_while_others_stand_in_goes_on_with_them()
    {
        using var world = new TransferWorld("ABCDE", new TransferOptions { BatchKeys = 2 }).Fill(150);
        world.Die('C');
        world.Change(ring => ring.Leave(C));
        Assert.True(world.RunUntil(() => world.Said<TraceEvent.TransferBatchStored>().Count() > 10));
        var target = world.Traced.Last(said => said.What is TraceEvent.TransferBatchStored).Node;
        world.Restart(target);
        Assert.Contains(world.SnapshotOf(target).Transfers, view => view.InsteadOf == C && view.KeysDone > 0);
        Assert.True(world.RunUntil(world.AllHoldTheirShare, seconds: 60));
        AssertAllArrived(world);
    }

    [Fact]
    public void A_full_disk_stops_a_transfer_and_it_goes_on_when_there_is_room()
    {
        using var world = new TransferWorld("ABCD").Fill(100);
        world.SetFull(E, isFull: true);
        world.Change(ring => ring.Join(TransferWorld.Member('E'))).RunFor(10);
        Assert.False(world.HoldsItsShare(E));
        Assert.Contains(world.SnapshotOf(E).Transfers, view => view is { State: TransferState.Waiting, Problem: "the disk of E is full" });
        world.SetFull(E, isFull: false);
        Assert.True(world.RunUntil(world.AllHoldTheirShare, seconds: 10));
    }

    [Fact]
    public void A_pause_that_cannot_be_kept_is_refused()
    {
        using var world = new TransferWorld("ABCD");
        world.SetFull(C, isFull: true);
        world.Command(C, new NodeCommand.PauseTransfers(7));
        Assert.Equal(7, Assert.IsType<CommandAnswer.Refused>(Assert.Single(world.Answers)).Number);
        Assert.False(world.SnapshotOf(C).IsPaused);
    }

    private static void PutAtTwo(TransferWorld world, Key key, DeterministicRandom random)
    {
        var absent = random.NextInt32(3);
        foreach (var node in world.PrimariesOf(key).RemoveAt(absent))
            world.Put(node, key, TransferWorld.Value(key.Text));
    }

    private static void AssertTwoHold(TransferWorld world, Key[] keys) =>
        Assert.All(keys, key => Assert.InRange(world.NextOf(key).Count(node => !world.Held(node, key).IsEmpty), 2, 3));

    private static TimeSpan[] Fate(DeterministicRandom random, int lossPercent)
    {
        var copies = random.NextInt32(100) < lossPercent ? 0 : random.NextInt32(10) == 0 ? 2 : 1;
        return [.. Enumerable.Range(0, copies).Select(_ => TimeSpan.FromMilliseconds(random.NextInt32(300)))];
    }

    private static bool HasStrays(TransferWorld world, NodeId node) =>
        world.KeysAt(node).Any(key => !world.PrimariesOf(key).Contains(node));

    private static void AssertAllArrived(TransferWorld world) =>
        Assert.All(Enumerable.Range(0, 60).Select(TransferWorld.KeyOf), key =>
            Assert.All(world.NextOf(key), node => Assert.Equal(TransferWorld.Value(key.Text), world.Held(node, key))));
}
