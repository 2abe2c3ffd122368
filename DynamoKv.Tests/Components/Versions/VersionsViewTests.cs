// The versions of a key as a view: its picture, its table twin, and what a person does there.
using Bunit;
using DynamoKv.Engine.Projections.Graphs;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;
using DynamoKv.Tests.Components.Views;
using DynamoKv.Tests.Projections.Graphs;
using DynamoKv.Web.Components.Versions;
using DynamoKv.Web.Components.Views;
using Key = DynamoKv.Engine.Primitives.Key;

namespace DynamoKv.Tests.Components.Versions;

public sealed class VersionsViewTests : ViewBench
{
    private static readonly Key[] Keys = [.. new[] { "cart:alice", "cart:bob", "cart:carol", "session:42", "profile:eve" }.Select(Key.Of)];

    [Fact]
    public void The_twin_is_the_projection_of_the_log_at_200_moments_and_the_picture_is_the_twin()
    {
        Play(250);
        var view = Page.Render<VersionsView>(with => with.Add(it => it.Context, AtHead()));
        var turn = 0;
        foreach (var cursor in Moments(200, seed: 3))
        {
            var key = Keys[turn++ % Keys.Length];
            var context = At(cursor, new Selection { Key = key });
            var expected = Graph(key, context);
            view.Render(with => with.Add(it => it.Context, context with { IsTable = true }));
            var rows = view.FindAll(".version-table tbody tr").ToArray();
            Assert.Equal(expected.Versions.Select(version => version.Written.Dot.ToString()), rows.Select(row => row.GetAttribute("data-dot")));
            Assert.Equal(expected.Versions.Select(Line), rows.Select(row => string.Join('|', row.Children.Select(cell => cell.TextContent.Trim()).Take(3).Append(row.Children[9].TextContent))));
            if (turn % 10 == 0)
            {
                view.Render(with => with.Add(it => it.Context, context));
                Assert.Equal(expected.Versions.Select(version => version.Written.Dot.ToString()), view.FindAll("g.version").Select(box => box.GetAttribute("data-dot")));
                Assert.Equal(expected.Versions.Sum(version => version.Parents.Length), view.FindAll("path.version-edge").Count);
                Assert.Equal(expected.Lost.Count(), view.FindAll(".version-lost").Count);
            }
        }
    }

    [Fact]
    public void Figure_three_stands_as_in_the_paper_and_versions_that_did_not_meet_side_by_side()
    {
        using var figure = new FigureThreeRun();
        var layout = VersionLayout.Of(figure.Graph);
        Assert.Equal([0, 1, 2, 2, 3], layout.Versions.Select(version => version.Layer));
        Assert.Equal(5, layout.Edges.Length);
        var middle = layout.Width / 2;
        Assert.Equal([middle, middle], [layout.Versions[0].Middle, layout.Versions[4].Middle]);
        Assert.True(layout.Versions[2].X + VersionLayout.BoxWidth < layout.Versions[3].X, "D3 stands left of D4.");
        Assert.Equal(2 * middle, layout.Versions[2].Middle + layout.Versions[3].Middle, 6);
    }

    [Fact]
    public void Two_chosen_versions_are_compared_in_words()
    {
        using var figure = new FigureThreeRun();
        var chosen = figure.Graph.Versions.Where(version => version.Written.Ordinal is 3 or 4).Select(version => version.Written.Dot).ToArray();
        var panel = Page.Render<ClockCompare>(with => with.Add(it => it.Graph, figure.Graph).Add(it => it.Compared, chosen));
        Assert.Equal(["Sx", "Sy", "Sz"], panel.FindAll("tbody th").Select(cell => cell.TextContent));
        Assert.Equal("D3 and D4 are concurrent: neither had seen the other. Both are kept.", panel.Find(".verdict").TextContent);
    }

    [Fact]
    public async Task Siblings_are_reconciled_by_a_put_at_a_replica_that_carries_the_context_of_all_of_them()
    {
        var key = await SiblingsAsync();
        var context = AtHead(new Selection { Key = key });
        var view = Page.Render<VersionsView>(with => with.Add(it => it.Context, context));
        view.Find(".reconcile input").Input("milk, bread");
        view.FindAll(".reconcile button")[^1].Click();
        var (via, request) = Assert.Single(Host.Asked);
        var put = Assert.IsType<ClientRequest.Put>(request);
        Assert.Contains(via!.Value, Session.Ring.PreferenceList(Engine.Ring.RingPosition.OfKey(key), 3));
        Assert.Equal("milk, bread", System.Text.Encoding.UTF8.GetString(put.Content.Value.Span));
        Assert.All(Graph(key, context).Current, version => Assert.True(put.Context!.Clock.Covers(version.Written.Dot)));
    }

    [Fact]
    public async Task Where_nothing_may_be_written_the_button_says_why()
    {
        var context = AtHead(new Selection { Key = await SiblingsAsync() }) with { WhyNotWrite = "Type the name first." };
        var view = Page.Render<VersionsView>(with => with.Add(it => it.Context, context));
        var button = view.FindAll(".reconcile button")[^1];
        Assert.True(button.HasAttribute("disabled"));
        Assert.Equal("Type the name first.", button.GetAttribute("title"));
    }

    /// <summary>Two blind puts through two replicas at once: neither knows of the other.</summary>
    private async Task<Key> SiblingsAsync()
    {
        var key = Key.Of("basket");
        var replicas = Session.Ring.PreferenceList(Engine.Ring.RingPosition.OfKey(key), 2);
        var puts = replicas.Select((node, index) => Bench.Submit(Sessions.SessionBench.Put("basket", $"item {index}"), node)).ToArray();
        Play(40);
        Assert.All(await Task.WhenAll(puts), answer => Assert.IsType<ClientResponse.Written>(answer));
        return key;
    }

    private VersionGraph Graph(Key key, ViewContext context) => VersionGraph.Of(
        new VersionHistory(key).Apply(Session.ReadLog(1, (int)context.Cursor)), context.Snapshot, VersionMode.Dotted);

    private static string Line(GraphVersion version) => string.Join(
        '|', VersionWords.Name(version.Written), VersionWords.Value(version.Written), version.Written.Version.Clock, VersionWords.State(version));
}
