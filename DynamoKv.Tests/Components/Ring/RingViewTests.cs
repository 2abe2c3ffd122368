// The ring's picture and its table twin.
using Bunit;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Web.Components.Ring;

namespace DynamoKv.Tests.Components.Ring;

public sealed class RingViewTests : ComponentBench
{
    private DynamoKv.Engine.Primitives.Key First => Snapshot.Nodes.Values.First(node => !node.Rows.IsEmpty).Rows.Keys.First();

    private RingScene Scene => RingScene.Of(Bench.Main.Ring, Snapshot, First, 3);

    [Fact]
    public void The_table_twin_shows_the_same_nodes_and_keys_as_the_picture()
    {
        var picture = RenderPicture();
        var table = Page.Render<RingTable>(with => with.Add(it => it.Scene, Scene));
        var tables = table.FindAll("tbody");
        Assert.Equal(
            picture.FindAll(".node-letter").Select(letter => letter.TextContent),
            tables[0].QuerySelectorAll("th").Select(cell => cell.TextContent.Trim()));
        Assert.Equal(
            picture.FindAll(".key-dot title").Select(title => title.TextContent.Split(':')[..2]),
            tables[1].QuerySelectorAll("th").Select(cell => ("Key " + cell.TextContent).Split(':')[..2]));
    }

    [Fact]
    public void The_selected_keys_preference_order_is_numbered_on_its_nodes()
    {
        var numbered = RenderPicture().FindAll(".node").Where(node => node.QuerySelector(".node-badge") is not null)
            .OrderBy(node => node.QuerySelector(".node-badge text")!.TextContent)
            .Select(node => node.QuerySelector(".node-letter")!.TextContent);
        Assert.Equal(Scene.Keys.Single(key => key.IsSelected).PreferenceList.Select(node => node.Value), numbered);
    }

    [Fact]
    public void A_node_that_is_down_says_so_in_icon_word_and_pattern()
    {
        Bench.Controls.Apply(new CrashAction(new NodeId("C"), CrashLoss.Memory));
        Play(1);
        var node = RenderPicture().Find(".node.is-down");
        Assert.Equal("✕ down", node.QuerySelector(".node-word")!.TextContent);
        Assert.Contains("Node C: down", node.GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_node_can_be_chosen_by_key()
    {
        NodeId? chosen = null;
        var picture = Page.Render<RingView>(with => with
            .Add(it => it.Ring, Bench.Main.Ring).Add(it => it.Scene, Scene).Add(it => it.NodeSelected, node => chosen = node));
        picture.FindAll(".node")[1].KeyDown("Enter");
        Assert.Equal(new NodeId("B"), chosen);
    }

    [Fact]
    public void The_legend_names_every_look_and_the_lost() =>
        Assert.Equal(Enum.GetValues<MessageLook>().Length + 1, Page.Render<RingLegend>().FindAll("li").Count);

    [Fact]
    public void The_motion_layer_hides_from_screen_readers() => Assert.Equal(
        "true", Page.Render<MotionLayer>(with => with.Add(it => it.Places, [])).Find("canvas").GetAttribute("aria-hidden"));

    private IRenderedComponent<RingView> RenderPicture() => Page.Render<RingView>(with => with
        .Add(it => it.Ring, Bench.Main.Ring).Add(it => it.Scene, Scene));
}
