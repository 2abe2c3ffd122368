// What nodes keep for others, as a panel and on the ring.
using Bunit;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Simulation;
using DynamoKv.Tests.Sessions;
using DynamoKv.Web.Components.Panels;
using DynamoKv.Web.Components.Ring;

namespace DynamoKv.Tests.Components.Panels;

public sealed class HintPanelTests : ComponentBench
{
    private static readonly DynamoKv.Engine.Primitives.Key Tea = DynamoKv.Engine.Primitives.Key.Of("tea");
    private readonly List<HintLine> _delivered = [];

    [Fact]
    public void A_hint_is_shown_with_holder_target_and_age_and_can_be_delivered()
    {
        var down = KeepHint();
        var panel = RenderPanel();
        var row = panel.FindAll("tbody tr").Single(line => line.QuerySelector("td")!.TextContent == down.Value);
        row.QuerySelector("button")!.Click();
        var line = Assert.Single(_delivered);
        Assert.Equal(down, line.Target);
        Assert.Contains(Tea, line.Keys);
    }

    [Fact]
    public void A_holder_that_is_down_says_why_nothing_can_be_delivered()
    {
        KeepHint();
        var holder = HintLine.Of(Snapshot)[0].Holder;
        Bench.Controls.Apply(new CrashAction(holder, CrashLoss.Memory));
        Play(1);
        var button = RenderPanel().Find("tbody button");
        Assert.True(button.HasAttribute("disabled"));
        Assert.Contains(holder.Value + " is down", button.GetAttribute("title"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_stand_in_and_its_hint_are_seen_on_the_ring()
    {
        var down = KeepHint();
        var scene = RingScene.Of(Bench.Main.Ring, Snapshot, Tea, 3);
        var picture = Page.Render<RingView>(with => with.Add(it => it.Ring, Bench.Main.Ring).Add(it => it.Scene, scene));
        Assert.Equal("→" + down.Value, picture.Find(".node-stand-in text").TextContent);
        Assert.NotEmpty(picture.FindAll(".node-hints"));
        Assert.NotEmpty(picture.FindAll(".hint-line"));
    }

    [Fact]
    public void A_partition_is_a_wall_on_the_ring_and_words_in_its_table()
    {
        Bench.Controls.Apply(new PartitionAction("p", [[new NodeId("A")], [new NodeId("B"), new NodeId("C"), new NodeId("D"), new NodeId("E")]]));
        Bench.Controls.Apply(new CutAction("c", new NodeId("B"), [new NodeId("D")]));
        Play(1);
        var scene = RingScene.Of(Bench.Main.Ring, Snapshot, null, 3);
        var picture = Page.Render<RingView>(with => with.Add(it => it.Ring, Bench.Main.Ring).Add(it => it.Scene, scene));
        Assert.Equal(2, picture.FindAll(".wall:not(.is-one-way)").Count);
        Assert.Single(picture.FindAll(".wall.is-one-way"));
        Assert.Equal(["A", "B"], scene.Nodes.Single(mark => mark.View.Id.Value == "D").Deaf.Select(node => node.Value));
    }

    [Fact]
    public void Without_hints_the_panel_says_how_to_get_some() =>
        Assert.Contains("While a replica is away", RenderPanel().Find(".quiet").TextContent, StringComparison.Ordinal);

    private NodeId KeepHint()
    {
        var down = Bench.Main.Ring.PreferenceList(RingPosition.OfKey(Tea), 3)[2];
        Bench.Controls.Apply(new CrashAction(down, CrashLoss.Memory));
        _ = Bench.Submit(SessionBench.Put("tea", "green"));
        for (var tick = 0; tick < 60 && !HintLine.Of(Snapshot).Any(line => line.Keys.Contains(Tea)); tick++)
        {
            Play(1);
        }

        return down;
    }

    private IRenderedComponent<HintPanel> RenderPanel() => Page.Render<HintPanel>(with => with
        .Add(it => it.Snapshot, Snapshot).Add(it => it.Now, Viewer.State.Now).Add(it => it.OnDeliver, _delivered.Add));
}
