// Two replicas' Merkle trees as a view.
using Bunit;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Tests.Components.Views;
using DynamoKv.Web.Components.Merkle;
using DynamoKv.Web.Components.Views;
using Key = DynamoKv.Engine.Primitives.Key;

namespace DynamoKv.Tests.Components.Merkle;

public sealed class MerkleViewTests : ViewBench
{
    private static readonly Key Alice = Key.Of("cart:alice");

    [Fact]
    public void The_twin_shows_the_trees_of_what_the_disks_hold_at_60_moments_and_the_picture_is_the_twin()
    {
        Play(120);
        var view = Page.Render<MerkleView>(with => with.Add(it => it.Context, AtHead(new Selection { Key = Alice })));
        foreach (var cursor in Moments(60, seed: 8))
        {
            var context = At(cursor, new Selection { Key = Alice });
            view.Render(with => with.Add(it => it.Context, context with { IsTable = true }));
            var replicas = Session.Ring.PreferenceList(Engine.Ring.RingPosition.OfKey(Alice), 3);
            var roots = view.Find(".merkle-table tbody tr").QuerySelectorAll("code").Select(code => code.TextContent).ToArray();
            var held = replicas.Take(2).Select(node => context.Snapshot.Nodes[node].Rows.GetValueOrDefault(Alice)?.Digest ?? 0).ToArray();
            Assert.Equal(held[0] == held[1], roots[0] == roots[1]);
            var table = view.FindAll(".merkle-table tbody tr").Select(row => (row.GetAttribute("data-place"), row.Children[^1].TextContent)).ToArray();
            view.Render(with => with.Add(it => it.Context, context));
            foreach (var side in new[] { "left", "right" })
            {
                var boxes = view.FindAll($".merkle-box[data-side={side}]");
                Assert.Equal(table.Select(row => row.Item1), boxes.Select(box => box.GetAttribute("data-place")));
                Assert.Equal(
                    table.Select(row => row.Item2 == "differs"), boxes.Select(box => box.ClassList.Contains("is-different")));
            }
        }
    }

    [Fact]
    public async Task Next_compare_goes_through_the_descent_hash_by_hash()
    {
        var view = await DifferingAsync();
        Button(view, "From the start").Click();
        Assert.Empty(view.FindAll(".is-different, .is-equal"));
        Button(view, "Next compare").Click();
        Assert.Contains("about root: it differs", view.Find(".merkle-view > .verdict").TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(view.FindAll(".merkle-box.is-different"));
        Button(view, "To the end").Click();
        Assert.True(Button(view, "Next compare").HasAttribute("disabled"));
        var costs = view.FindAll(".merkle-cost tbody tr").Select(row => row.Children[1].TextContent).ToArray();
        Assert.StartsWith("1 / ", costs[2], StringComparison.Ordinal);
        Assert.Equal("1", costs[3]);
    }

    [Fact]
    public async Task A_key_can_be_corrupted_and_the_pair_previewed_and_evened_out()
    {
        var view = await DifferingAsync();
        Button(view, "Preview").Click();
        Button(view, "Even out").Click();
        Assert.Equal([true, false], Host.Commands.Select(one => Assert.IsType<NodeCommand.ExchangeWith>(one.Command).IsDryRun));
        view.FindAll("button").First(button => button.TextContent.StartsWith("Corrupt", StringComparison.Ordinal)).Click();
        Assert.IsType<BitFlipAction>(Assert.Single(Host.Acts));
        Button(view, "Pause").Click();
        Assert.Equal(4, Host.Commands.Count(one => one.Command is NodeCommand.PauseAntiEntropy)); // one of the five is down
    }

    /// <summary>The first two replicas of a key, of which only one has heard of its newest write.</summary>
    private async Task<IRenderedComponent<MerkleView>> DifferingAsync()
    {
        var replicas = Session.Ring.PreferenceList(Engine.Ring.RingPosition.OfKey(Alice), 3);
        Bench.Controls.Apply(new CrashAction(replicas[1], CrashLoss.Memory));
        var put = Bench.Submit(Sessions.SessionBench.Put("cart:alice", "figs"), replicas[0]);
        Play(20);
        Assert.IsType<ClientResponse.Written>(await put);
        return Page.Render<MerkleView>(with => with.Add(it => it.Context, AtHead(new Selection { Key = Alice })));
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<MerkleView> view, string name) =>
        view.FindAll("button").Single(button => button.TextContent.Trim() == name);
}
