// What the ring shows beside tokens: walks, shares, a ring that is to come, and rings that are very large.
using System.Globalization;
using Bunit;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Web.Components.Ring;
using Key = DynamoKv.Engine.Primitives.Key;

namespace DynamoKv.Tests.Components.Ring;

public sealed class RingSceneTests : ComponentBench
{
    private static readonly Key Alice = Key.Of("cart:alice");

    [Fact]
    public void The_walk_of_the_chosen_key_strikes_out_what_it_skips()
    {
        var scene = RingScene.Of(Bench.Main.Ring, Snapshot, Alice, 3);
        var walk = Page.Render<KeyWalk>(with => with.Add(it => it.Scene, scene));
        Assert.Equal(scene.Walk.Length, walk.FindAll("li").Count);
        Assert.Equal(scene.Walk.Count(step => step.Rank is null), walk.FindAll("li s").Count);
        Assert.Equal(
            Bench.Main.Ring.PreferenceList(RingPosition.OfKey(Alice), 3).Select(node => node.Value),
            walk.FindAll("li strong").Select(step => step.TextContent.Split(' ')[0]));
        walk.FindAll("button")[0].Click();
        Assert.Empty(walk.FindAll("li"));
        walk.FindAll("button")[1].Click();
        Assert.Single(walk.FindAll("li"));
    }

    [Fact]
    public void A_join_shows_the_ring_to_come_and_exactly_the_keys_that_move()
    {
        var ring = Bench.Main.Ring;
        var next = ring.Join(new RingMember(new NodeId("F")));
        var scene = RingScene.Of(new Placement(ring, next, 1), Snapshot, Alice, 3);
        Assert.All(scene.Keys, key => Assert.Equal(next.PreferenceList(key.Position, 3), key.NextList));
        Assert.All(scene.Keys, key => Assert.Equal(key.NextList.Contains(new NodeId("F")), key.IsMoving));
        var picture = Page.Render<RingView>(with => with.Add(it => it.Ring, ring).Add(it => it.Scene, scene));
        Assert.Equal(scene.Nodes.Length, picture.FindAll(".band-next").Count);
        Assert.Equal(scene.Keys.Count(key => key.IsMoving), picture.FindAll(".key-dot.is-moving").Count);
        var table = Page.Render<RingTable>(with => with.Add(it => it.Scene, scene));
        Assert.Equal(
            scene.Keys.Select(key => key.IsMoving ? string.Join(" → ", key.NextList) : "–"),
            table.FindAll("tbody")[1].QuerySelectorAll("tr").Select(row => row.Children[3].TextContent));
    }

    [Theory]
    [InlineData(5, 8, RingDetail.Tokens)]
    [InlineData(12, 33, RingDetail.Tokens)]
    [InlineData(12, 34, RingDetail.Arcs)]
    [InlineData(13, 2, RingDetail.Arcs)]
    [InlineData(41, 100, RingDetail.Parts)]
    public void Tokens_give_way_to_arcs_and_arcs_to_parts(int nodes, int tokens, RingDetail detail)
    {
        var ring = Ring(nodes, tokens);
        var scene = RingScene.Of(ring, ClusterSnapshot.Before(ring.Members.Select(member => member.Id)), null, 3);
        Assert.Equal(detail, RingFacts.Of(ring).Detail);
        Assert.Equal(detail == RingDetail.Tokens ? ring.Tokens.Length : 0, scene.Tokens.Length);
        var picture = Page.Render<RingView>(with => with.Add(it => it.Ring, ring).Add(it => it.Scene, scene));
        Assert.Equal(scene.Tokens.Length, picture.FindAll(".token").Count);
        Assert.Equal(nodes, picture.FindAll(".band").Count);
    }

    [Fact]
    public void A_thousand_nodes_with_150_tokens_each_are_a_small_picture()
    {
        var ring = Ring(1_000, 150);
        var scene = RingScene.Of(ring, ClusterSnapshot.Before(ring.Members.Select(member => member.Id)), null, 3);
        var picture = Page.Render<RingView>(with => with.Add(it => it.Ring, ring).Add(it => it.Scene, scene));
        Assert.Equal(1_000, picture.FindAll(".node-dot").Count);
        Assert.True(picture.Markup.Length < 700_000, $"The picture has {picture.Markup.Length} characters.");
    }

    [Fact]
    public void A_node_that_is_more_than_15_percent_from_the_mean_is_named()
    {
        var ring = HashRing.Build([.. "ABCD".Select(name => new RingMember(new NodeId(name.ToString()), name == 'A' ? 300 : 150))], new RingOptions());
        var scene = RingScene.Of(ring, ClusterSnapshot.Before(ring.Members.Select(member => member.Id)), null, 3);
        Assert.True(scene.Nodes[0].IsOutOfBalance);
        Assert.Equal(
            scene.Nodes.Select(node => Math.Abs((node.Share * 4) - 1) > 0.15), scene.Nodes.Select(node => node.IsOutOfBalance));
        var notes = Page.Render<RingNotes>(with => with.Add(it => it.Scene, scene).Add(it => it.Ring, ring));
        Assert.Contains("A (" + (scene.Nodes[0].Share * 100).ToString("0.0", CultureInfo.InvariantCulture), notes.Find(".ring-notes p").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Ranges_on_their_way_are_lines_until_they_have_come()
    {
        var (b, f) = (new NodeId("B"), new NodeId("F"));
        var links = TransferLinks.None.Apply(new LogEntry(1, Instant.Zero, f, 0, new TraceEvent.TransferStarted(b, 3, "F joins")));
        var scene = RingScene.Of(Ring(6, 8), ClusterSnapshot.Before([.. "ABCDEF".Select(name => new NodeId(name.ToString()))]), null, 3) with { Transfers = [.. links.Links] };
        Assert.Single(Page.Render<RingView>(with => with.Add(it => it.Ring, Ring(6, 8)).Add(it => it.Scene, scene)).FindAll(".transfer-line"));
        Assert.Empty(links.Apply(new LogEntry(2, Instant.Zero, f, 1, new TraceEvent.TransferCompleted(b, 9, "F joins"))).Links);
        Assert.Empty(links.Apply(new LogEntry(2, Instant.Zero, null, 0, new WorldEvent.NodeCrashed(f, CrashLoss.Memory, "test"))).Links);
    }

    private static HashRing Ring(int nodes, int tokens) => HashRing.Build(
        Enumerable.Range(0, nodes).Select(number => new RingMember(new NodeId($"n{number:0000}"), tokens)), new RingOptions());
}
