// Breaking things: what can be done, and why other things can't.
using Bunit;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Web.Components.Panels;
using DynamoKv.Web.Components.Ring;

namespace DynamoKv.Tests.Components.Panels;

public sealed class FaultPanelTests : ComponentBench
{
    private static readonly NodeId C = new("C");
    private readonly List<ScenarioAction> _acts = [];

    [Fact]
    public void Crashing_the_chosen_node_asks_for_a_crash()
    {
        Button(RenderPanel(), "Crash").Click();
        Assert.Equal([new CrashAction(C, CrashLoss.Memory)], _acts);
    }

    [Fact]
    public void An_impossible_act_stays_visible_with_its_reason()
    {
        var restart = Button(RenderPanel(), "Restart");
        Assert.True(restart.HasAttribute("disabled"));
        Assert.Equal("C is not down.", restart.ParentElement!.GetAttribute("title"));
    }

    [Fact]
    public void A_partition_needs_nodes_on_both_sides()
    {
        var panel = RenderPanel();
        Assert.True(Button(panel, "Part them").HasAttribute("disabled"));
        panel.FindAll("input[type=checkbox]")[0].Change(true);
        Button(panel, "Part them").Click();
        var part = Assert.IsType<PartitionAction>(Assert.Single(_acts));
        Assert.Equal(["A"], part.Groups[0].Select(node => node.Value));
        Assert.Equal(["B", "C", "D", "E"], part.Groups[1].Select(node => node.Value));
    }

    [Fact]
    public void A_fault_in_force_can_be_healed()
    {
        Bench.Controls.Apply(FaultChoices.SlowDisk(Snapshot, C));
        Play(1);
        RenderPanel().Find(".fault-list button").Click();
        Assert.IsType<HealAction>(Assert.Single(_acts));
    }

    [Fact]
    public void The_node_list_shows_every_nodes_state_and_lets_one_be_chosen()
    {
        NodeId? chosen = null;
        var list = Page.Render<NodeList>(with => with.Add(it => it.Snapshot, Snapshot).Add(it => it.OnSelect, node => chosen = node));
        Assert.Equal(5, list.FindAll(".node-state.is-up").Count);
        list.FindAll(".node-row")[2].Click();
        Assert.Equal(C, chosen);
    }

    [Fact]
    public void A_sixth_node_repeats_the_first_hue_hatched() => Assert.NotNull(
        Page.Render<NodeMarker>(with => with.Add(it => it.Style, new NodeStyle(5))).Find(".hue-0 .is-hatched"));

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<FaultPanel> panel, string name) =>
        panel.FindAll("button").Single(button => button.TextContent.Trim() == name);

    private IRenderedComponent<FaultPanel> RenderPanel() => Page.Render<FaultPanel>(with => with
        .Add(it => it.Snapshot, Snapshot).Add(it => it.Selected, C).Add(it => it.OnAct, _acts.Add));
}
