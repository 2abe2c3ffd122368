// Members, plans and transfers as panels.
using Bunit;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Web.Components.Panels;

namespace DynamoKv.Tests.Components.Panels;

public sealed class MemberPanelTests : ComponentBench
{
    private readonly List<NodeOrder> _orders = [];

    private NodeSnapshot[] Accounts => [.. Snapshot.Nodes.Keys.Select(Bench.Main.Inspect).OfType<NodeSnapshot>()];

    [Fact]
    public void Every_member_is_shown_as_one_node_sees_it()
    {
        Play(40);
        var panel = RenderMembers();
        Assert.Equal(["A", "B", "C", "D", "E"], panel.FindAll("tbody th").Select(cell => cell.TextContent));
        panel.Find("select").Change("C");
        Assert.Equal("C", panel.Find("select").GetAttribute("value"));
        Assert.Contains(panel.FindAll("tbody td"), cell => cell.TextContent == "● up");
    }

    [Fact]
    public void A_join_is_planned_at_a_member_and_the_newcomer_is_to_be_started()
    {
        var panel = RenderMembers();
        panel.Find("form").Submit();
        var order = Assert.Single(_orders);
        Assert.Equal((new NodeId("A"), new NodeId("F")), (order.At, order.Start));
        var join = Assert.IsType<NodeCommand.StageJoin>(order.Command(7));
        Assert.Equal((7, new NodeId("F")), (join.Number, join.Node));
    }

    [Fact]
    public void A_name_that_no_node_can_have_is_explained()
    {
        var panel = RenderMembers();
        panel.Find("form input").Input("no good");
        panel.Find("form").Submit();
        Assert.Contains("no good", panel.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(_orders);
    }

    [Fact]
    public void A_plan_shows_shares_before_and_after_and_can_be_committed_or_cleared()
    {
        Stage(number => new NodeCommand.StageLeave(number, new NodeId("E")));
        var panel = RenderMembers();
        var row = panel.FindAll(".plan tbody tr").Single(line => line.QuerySelector("th")!.TextContent == "E");
        Assert.Equal("0.0 %", row.QuerySelectorAll("td")[1].TextContent);
        panel.FindAll(".plan button")[0].Click();
        panel.FindAll(".plan button")[1].Click();

        Assert.IsType<NodeCommand.CommitPlan>(_orders[0].Command(1));
        Assert.IsType<NodeCommand.ClearPlan>(_orders[1].Command(1));
    }

    [Fact]
    public void Transfers_of_a_join_are_shown_with_their_progress_and_the_newcomer_is_on_the_ring()
    {
        Bench.Controls.Apply(new JoinAction(new NodeId("F"), 150));
        for (var tick = 0; tick < 200 && TransferText.Lines(Accounts).Count == 0; tick++)
        {
            Play(1);
        }

        var panel = Page.Render<TransferPanel>(with => with.Add(it => it.Accounts, Accounts).Add(it => it.OnOrder, _orders.Add));
        Assert.Contains("→ F", panel.Find(".way").TextContent, StringComparison.Ordinal);
        Assert.Equal("F joins", panel.Find(".reason").TextContent);
        panel.Find("button").Click();
        Assert.All(_orders, order => Assert.IsType<NodeCommand.PauseTransfers>(order.Command(1)));
        Assert.NotEmpty(_orders);
    }

    [Fact]
    public void Without_transfers_the_panel_says_how_to_get_some() => Assert.Contains(
        "join or leave", Page.Render<TransferPanel>(with => with.Add(it => it.Accounts, Accounts)).Find(".quiet").TextContent, StringComparison.Ordinal);

    private IRenderedComponent<MemberPanel> RenderMembers() => Page.Render<MemberPanel>(with => with
        .Add(it => it.Accounts, Accounts).Add(it => it.OnOrder, _orders.Add));

    private void Stage(Func<long, NodeCommand> command)
    {
        _ = Bench.Main.SendCommandAsync(new NodeId("A"), command, CancellationToken.None);
        Play(2);
    }
}
