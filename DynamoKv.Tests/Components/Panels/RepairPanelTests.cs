// Anti-entropy as a panel.
using Bunit;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Components.Panels;

namespace DynamoKv.Tests.Components.Panels;

public sealed class RepairPanelTests : ComponentBench
{
    private readonly List<NodeOrder> _orders = [];

    [Fact]
    public void Each_node_has_a_line_with_what_its_trees_have_come_to()
    {
        var panel = RenderPanel();
        var lines = panel.FindAll("tbody tr");
        Assert.Equal(["A", "B", "C", "D", "E"], lines.Select(line => line.QuerySelector("th")!.TextContent));
        var exchanges = Accounts()[0].AntiEntropy!.Exchanges;
        Assert.Equal($"{exchanges}", lines[0].QuerySelectorAll("td")[1].TextContent);
    }

    [Fact]
    public void The_first_two_nodes_are_compared_and_a_preview_changes_nothing()
    {
        var panel = RenderPanel();
        panel.FindAll("button")[0].Click();
        panel.FindAll("button")[1].Click();
        var commands = _orders.Select(order => Assert.IsType<NodeCommand.ExchangeWith>(order.Command(1))).ToArray();
        Assert.Equal(["A", "A"], _orders.Select(order => order.At.Value));
        Assert.All(commands, command => Assert.Equal("B", command.Target.Value));
        Assert.Equal([true, false], commands.Select(command => command.IsDryRun));
    }

    [Fact]
    public void A_node_is_not_compared_with_itself_and_the_button_says_why()
    {
        var panel = RenderPanel();
        panel.FindAll("select")[1].Change("A");
        var preview = panel.FindAll("button")[0];
        Assert.True(preview.HasAttribute("disabled"));
        Assert.NotEmpty(preview.GetAttribute("title")!);
    }

    [Fact]
    public void Pausing_is_asked_of_every_node()
    {
        RenderPanel().FindAll("button")[2].Click();
        Assert.Equal(5, _orders.Count);
        Assert.All(_orders, order => Assert.IsType<NodeCommand.PauseAntiEntropy>(order.Command(1)));
    }

    private IReadOnlyList<NodeSnapshot> Accounts() => [.. Snapshot.Nodes.Keys.Select(node => Bench.Main.Inspect(node)!)];

    private IRenderedComponent<RepairPanel> RenderPanel() => Page.Render<RepairPanel>(with => with
        .Add(it => it.Accounts, Accounts())
        .Add(it => it.OnOrder, order => _orders.Add(order)));
}
