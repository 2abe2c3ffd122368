// Rows that are left behind with old owners.
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Node.Transfers;

public sealed class StrayTests
{
    private static readonly NodeId C = TransferWorld.Id('C');

    [Fact]
    public void After_a_change_old_owners_hand_their_rows_over_and_forget_them()
    {
        using var world = Joined(200);
        world.EndChange();
        Assert.Contains(Members(world), node => Strays(world, node).Length > 0);
        Assert.True(world.RunUntil(() => Members(world).All(node => Strays(world, node).Length == 0), seconds: 60));
        Assert.All(Enumerable.Range(0, 200).Select(TransferWorld.KeyOf), key =>
            Assert.All(world.PrimariesOf(key), node => Assert.False(world.Held(node, key).IsEmpty)));
        Assert.All(world.Said<TraceEvent.RowRemoved>(), said => Assert.Equal(RemoveReason.HandedOver, said.Reason));
        Assert.Equal(world.Said<TraceEvent.RowRemoved>().Count(), world.Said<TraceEvent.StraysHandedOver>().Sum(said => said.Keys));
    }

    [Fact]
    public void A_removed_node_ends_with_nothing()
    {
        using var world = new TransferWorld("ABCDE").Fill(100);
        world.Change(ring => ring.Leave(C));
        Assert.True(world.RunUntil(world.AllHoldTheirShare));
        world.EndChange();
        Assert.True(world.RunUntil(() => world.KeysAt(C).IsEmpty, seconds: 60));
    }

    [Fact]
    public void Nothing_is_handed_over_while_a_change_is_under_way()
    {
        using var world = Joined(100);
        world.RunFor(120);
        Assert.DoesNotContain(world.Sent, sent => sent.Message is Message.StrayCheck);
        Assert.Empty(world.Said<TraceEvent.RowRemoved>());
    }

    [Fact]
    public void A_stray_that_its_replicas_lack_is_sent_to_them_before_it_is_removed()
    {
        using var world = new TransferWorld("ABCDE");
        var key = TransferWorld.KeyOf(1);
        var stray = Members(world).First(node => !world.PrimariesOf(key).Contains(node));
        world.Put(stray, key, TransferWorld.Value("newer", counter: 2));
        world.Put(world.PrimariesOf(key)[0], key, TransferWorld.Value("other", node: "X"));

        Assert.True(world.RunUntil(() => world.Held(stray, key).IsEmpty, seconds: 10));
        Assert.All(world.PrimariesOf(key), node =>
            Assert.Contains("newer", world.Held(node, key).Siblings.Select(sibling => sibling.ValueAsText())));
        Assert.Equal(2, world.Held(world.PrimariesOf(key)[0], key).Count);
    }

    [Fact]
    public void A_stray_stays_until_all_replicas_have_it()
    {
        using var world = new TransferWorld("ABCDE");
        var key = TransferWorld.KeyOf(1);
        var stray = Members(world).First(node => !world.PrimariesOf(key).Contains(node));
        world.Put(stray, key, TransferWorld.Value("value"));
        var missing = world.PrimariesOf(key)[2];
        world.Die(missing.Value[0]);
        world.RunFor(60);
        Assert.False(world.Held(stray, key).IsEmpty);
        Assert.Equal(1, world.SnapshotOf(stray).StraysLeft);

        world.Restart(missing);
        Assert.True(world.RunUntil(() => world.Held(stray, key).IsEmpty, seconds: 10));
        Assert.Equal(0, world.SnapshotOf(stray).StraysLeft);
    }

    [Fact]
    public void A_stray_that_is_written_while_it_is_handed_over_stays_for_the_next_time()
    {
        using var world = new TransferWorld("ABCDE");
        var key = TransferWorld.KeyOf(1);
        var stray = Members(world).First(node => !world.PrimariesOf(key).Contains(node));
        world.Put(stray, key, TransferWorld.Value("value"));
        var written = 0;
        world.Arriving = (node, message) =>
        {
            if (node == stray && message is Message.StrayRowsMerged && written++ == 0)
                world.Put(stray, key, TransferWorld.Value("late", counter: 2));
        };
        Assert.True(world.RunUntil(() => world.Held(stray, key).IsEmpty, seconds: 10));
        Assert.All(world.PrimariesOf(key), node =>
            Assert.Contains("late", world.Held(node, key).Siblings.Select(sibling => sibling.ValueAsText())));
    }

    [Fact]
    public void A_node_that_was_never_a_member_keeps_what_it_has()
    {
        using var world = new TransferWorld("ABC");
        world.Change(ring => ring.Join(TransferWorld.Member('D')).Join(TransferWorld.Member('E')));
        world.RunFor(5).EndChange();
        var stranger = TransferWorld.Id('Z');
        world.StartStranger(stranger);
        world.Put(stranger, TransferWorld.KeyOf(1), TransferWorld.Value("mine"));
        world.RunFor(120);
        Assert.False(world.Held(stranger, TransferWorld.KeyOf(1)).IsEmpty);
    }

    [Fact]
    public void Strays_are_handed_over_in_bounded_pages_and_at_the_sources_rate()
    {
        using var world = new TransferWorld("ABCDE", new TransferOptions { BatchKeys = 10, KeysPerSecond = 10 });
        var stray = Members(world)[0];
        var keys = Enumerable.Range(0, 200).Select(TransferWorld.KeyOf).Where(key => !world.PrimariesOf(key).Contains(stray)).Take(40).ToArray();
        foreach (var key in keys)
            world.Put(stray, key, TransferWorld.Value("value"));

        Assert.True(world.RunUntil(() => world.KeysAt(stray).IsEmpty, seconds: 60));
        Assert.InRange(world.Now.SinceStart.TotalSeconds, 3, 20);
        Assert.All(world.Sent.Select(sent => sent.Message).OfType<Message.StrayCheck>(), check => Assert.InRange(check.Keys.Length, 1, 10));
    }

    [Fact]
    public void A_stray_so_old_that_it_may_have_been_deleted_for_good_since_does_not_come_back()
    {
        using var world = new TransferWorld("ABCDE", reaping: new ReapingOptions { Grace = TimeSpan.FromSeconds(90) });
        var (young, old, known) = (TransferWorld.KeyOf(1), TransferWorld.KeyOf(2), TransferWorld.KeyOf(3));
        foreach (var node in world.PrimariesOf(known))
            world.Put(node, known, SiblingSet.Of([.. TransferWorld.Value("old").Siblings, .. TransferWorld.Value("more", node: "X").Siblings]));

        world.RunFor(91);
        Put(world, old, TransferWorld.Value("old"));
        Put(world, known, TransferWorld.Value("old"));
        Put(world, young, TransferWorld.Value("young", at: world.Now));
        world.RunFor(120);

        Assert.All(world.PrimariesOf(young), node => Assert.False(world.Held(node, young).IsEmpty));
        Assert.All(world.PrimariesOf(old), node => Assert.True(world.Held(node, old).IsEmpty));
        Assert.Equal([old], Members(world).SelectMany(node => Strays(world, node)));
    }

    private static void Put(TransferWorld world, Key key, SiblingSet versions) =>
        world.Put(Members(world).First(node => !world.PrimariesOf(key).Contains(node)), key, versions);

    private static TransferWorld Joined(int keys)
    {
        var world = new TransferWorld("ABCD").Fill(keys);
        world.Change(ring => ring.Join(TransferWorld.Member('E')));
        Assert.True(world.RunUntil(world.AllHoldTheirShare));
        return world;
    }

    private static NodeId[] Members(TransferWorld world) => [.. world.Placement.Current.Members.Select(member => member.Id)];

    private static Key[] Strays(TransferWorld world, NodeId node) =>
        [.. world.KeysAt(node).Where(key => !world.PrimariesOf(key).Contains(node))];
}
