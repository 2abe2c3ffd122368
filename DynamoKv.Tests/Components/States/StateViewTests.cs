// A node's state as a view.
using Bunit;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections.States;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Tests.Components.Views;
using DynamoKv.Web.Components.States;
using DynamoKv.Web.Components.Texts;
using DynamoKv.Web.Components.Views;

namespace DynamoKv.Tests.Components.States;

public sealed class StateViewTests : ViewBench
{
    [Fact]
    public void The_lines_are_the_projection_of_the_log_at_60_moments_and_exactly_what_the_step_changed_is_underlined()
    {
        Bench.Controls.Apply(new CrashAction(new NodeId("C"), CrashLoss.Memory));
        Play(120);
        var view = Page.Render<StateView>(with => with.Add(it => it.Context, AtHead()));
        var changes = 0;
        foreach (var cursor in Moments(60, seed: 6))
        {
            var node = new NodeId("ABCDE"[(int)(cursor % 5)].ToString());
            view.Render(with => with.Add(it => it.Context, At(cursor, new Selection { Node = node })));
            var (now, before) = (Lines(node, cursor), Lines(node, Math.Max(0, cursor - 1)));
            var groups = view.FindAll(".state-group").Where(group => group.QuerySelector("h3")!.TextContent is var title && title != StateText.GroupSays && title != StateText.GroupOptions);
            var rows = groups.SelectMany(group => group.QuerySelectorAll("tbody tr")).ToArray();
            Assert.Equal(now.Select(line => line.Name), rows.Select(row => row.GetAttribute("data-line")));
            Assert.All(rows.Zip(now), pair => Assert.Contains(pair.Second.Value, pair.First.TextContent, StringComparison.Ordinal));
            Assert.Equal(now.Select(line => !before.Contains(line)), rows.Select(row => row.QuerySelector("ins") is not null));
            changes += rows.Count(row => row.QuerySelector("ins") is not null);
            Assert.Equal(
                Session.SnapshotAt(cursor).Nodes[node].Rows.Keys.Select(key => key.Text), view.FindAll(".row-table tr[data-key]").Select(row => row.GetAttribute("data-key")));
        }

        Assert.NotEqual(0, changes);
    }

    [Fact]
    public void A_node_of_which_nothing_was_said_is_unknown_and_not_down()
    {
        var view = Page.Render<StateView>(with => with.Add(it => it.Context, At(0, new Selection { Node = new NodeId("A") })));
        var peers = view.FindAll(".state-group").Single(group => group.QuerySelector("h3")!.TextContent == StateText.GroupPeers);
        Assert.All(peers.QuerySelectorAll("tbody td"), cell => Assert.Contains("unknown", cell.TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("down", peers.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_node_is_chosen_for_all_views()
    {
        var view = Page.Render<StateView>(with => with.Add(it => it.Context, AtHead()));
        view.Find("select").Change("D");
        Assert.Equal(new NodeId("D"), Assert.Single(Host.Selected).Node);
    }

    private IReadOnlyList<StateLine> Lines(NodeId node, long cursor) => StateLines.Of(
        Session.SnapshotAt(cursor).Nodes[node], new NodeMemory(node).Apply(Session.ReadLog(1, (int)cursor)), Session.SnapshotAt(cursor).Nodes.Keys, Session.Options);
}
