// The page of a live cluster: the same panels, and what can't be done says why.
using Bunit;
using DynamoKv.Engine.Primitives;
using DynamoKv.Tests.Sessions.Live;
using DynamoKv.Web.Components;
using DynamoKv.Web.Components.Pages;
using DynamoKv.Web.Sessions;
using DynamoKv.Web.Sessions.Live;
using Microsoft.Extensions.DependencyInjection;

namespace DynamoKv.Tests.Components.Pages;

public sealed class LivePlayTests : IAsyncLifetime
{
    private readonly LiveBench _bench = new(null, LiveBench.N2);
    private readonly BunitContext _page = new();
    private readonly Anybody _visitor = new();

    public async ValueTask InitializeAsync()
    {
        _page.JSInterop.Mode = JSRuntimeMode.Loose;
        _page.JSInterop.SetupModule("./js/motion.js").Mode = JSRuntimeMode.Loose;
        _page.JSInterop.SetupModule("./js/page.js").Mode = JSRuntimeMode.Loose;
        _page.Services.AddPageServices();
        _page.Services.AddSingleton<IVisitor>(_visitor);
        _page.Services.AddSingleton<IRunRegistry>(new LiveRegistry(_bench[LiveBench.N1]));
        _page.Services.AddSingleton(TimeProvider.System);
        await _bench.SubmitAsync(LiveBench.N1, LiveBench.Put("tea", "green"));
        await _bench.UntilAsync(LiveBench.N1, tick => tick.Head.Nodes.Count == 3 && tick.Head.Nodes.Values.Sum(node => node.KeyCount) == 2);
    }

    public async ValueTask DisposeAsync()
    {
        await _page.DisposeAsync();
        await _bench.DisposeAsync();
    }

    [Fact]
    public void The_whole_cluster_is_on_the_page_with_the_health_of_a_node_in_one_sentence()
    {
        var page = _page.Render<Play>();
        Assert.Contains("shop", page.Find("h1").TextContent, StringComparison.Ordinal);
        Assert.Equal(["n1", "n2", "n3"], page.FindAll(".node-row .node-name").Select(name => name.TextContent));
        Assert.StartsWith("n1 is up for", page.Find(".node-health").TextContent.Trim(), StringComparison.Ordinal);
        Assert.Contains("3 of 3 members answer", page.Find(".live-gate").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void What_breaks_a_cluster_is_grey_and_says_that_this_one_is_real()
    {
        var page = _page.Render<Play>();
        var faults = page.FindAll(".faults button");
        Assert.NotEmpty(faults);
        Assert.All(faults, button => Assert.True(button.HasAttribute("disabled")));
        Assert.All(page.FindAll(".faults .choice"), choice => Assert.Contains("real cluster", choice.GetAttribute("title"), StringComparison.Ordinal));
        var own = page.Find(".play-head button");
        Assert.True(own.HasAttribute("disabled"));
        Assert.Contains("start a simulator", own.GetAttribute("title"), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_changed_before_the_name_of_the_cluster_is_typed()
    {
        var page = _page.Render<Play>();
        Assert.Contains("type its name, shop", Put(page).GetAttribute("title"), StringComparison.Ordinal);
        Assert.True(Put(page).HasAttribute("disabled"));
        Assert.True(page.Find(".members form button").HasAttribute("disabled"));

        page.Find(".live-gate input").Input("ship");
        Assert.True(Put(page).HasAttribute("disabled"));
        page.Find(".live-gate input").Input("shop");

        page.WaitForAssertion(() => Assert.False(Put(page).HasAttribute("disabled")));
        page.WaitForAssertion(() => Assert.False(page.Find(".members form button").HasAttribute("disabled")));
        Assert.All(page.FindAll(".faults button"), button => Assert.True(button.HasAttribute("disabled")));
    }

    [Fact]
    public void A_newcomer_needs_an_address_because_nobody_starts_it_from_here()
    {
        var page = _page.Render<Play>();
        page.Find(".live-gate input").Input("shop");
        page.WaitForAssertion(() => Assert.False(page.Find(".members form button").HasAttribute("disabled")));
        page.Find(".members form").Submit();
        Assert.Contains("where the newcomer is reached", page.WaitForElement(".members [role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_watches_as_long_as_it_is_open()
    {
        var page = _page.Render<Play>();
        await _bench.UntilAsync(LiveBench.N1, _ => _bench.HostOf(LiveBench.N3).Listeners == 1);
        await page.InvokeAsync(() => page.Instance.DisposeAsync().AsTask());
        await _bench.UntilAsync(LiveBench.N1, _ => _bench.HostOf(LiveBench.N3).Listeners == 0);
    }

    [Fact]
    public async Task Where_the_node_was_started_for_it_the_fault_tools_open_with_the_name_of_the_cluster()
    {
        var page = RenderAt(LiveBench.N2);
        Assert.All(page.FindAll(".faults .choice"), choice => Assert.Contains("type its name, shop", choice.GetAttribute("title"), StringComparison.Ordinal));
        await page.InvokeAsync(() => page.Find(".live-gate input").Input("shop"));
        page.WaitForAssertion(() => Assert.False(Fault(page, "Slow disk of n2").HasAttribute("disabled")));
        Assert.True(Fault(page, "Crash").HasAttribute("disabled"));
        Assert.Contains("kill -9", Fault(page, "Crash").ParentElement!.GetAttribute("title"), StringComparison.Ordinal);

        await page.InvokeAsync(() => page.Find(".lasts select").Change("15"));
        await page.InvokeAsync(() => Fault(page, "Slow disk of n2").Click());

        page.WaitForAssertion(() => Assert.Contains("a slow disk at n2", page.Find(".fault-list li").TextContent, StringComparison.Ordinal));
        var put = Assert.Single(_bench.Faults[LiveBench.N2].InForce);
        Assert.InRange(put.ExpiresAt!.Value - DateTimeOffset.UtcNow, TimeSpan.Zero, TimeSpan.FromSeconds(15));
        await page.InvokeAsync(() => page.Find(".fault-list button").Click());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".fault-list li")));
        Assert.Empty(_bench.Faults[LiveBench.N2].InForce);
    }

    [Fact]
    public void Who_signed_in_without_the_scope_chaos_finds_the_fault_tools_grey()
    {
        _visitor.MayBreak = false;
        var page = RenderAt(LiveBench.N2);
        page.Find(".live-gate input").Input("shop");

        page.WaitForAssertion(() => Assert.False(Put(page).HasAttribute("disabled")));
        Assert.All(page.FindAll(".faults button"), button => Assert.True(button.HasAttribute("disabled")));
        Assert.Contains("lacks the scope chaos", Fault(page, "Slow disk of n2").ParentElement!.GetAttribute("title"), StringComparison.Ordinal);
    }

    /// <summary>The page of a member, with that member chosen.</summary>
    private IRenderedComponent<Play> RenderAt(NodeId member)
    {
        _page.Services.AddSingleton<IRunRegistry>(new LiveRegistry(_bench[member]));
        var page = _page.Render<Play>();
        page.WaitForElements(".node-row", 3, TimeSpan.FromSeconds(10));
        page.WaitForAssertion(() =>
        {
            _ = page.InvokeAsync(() => page.FindAll(".node-row").Single(row => row.TextContent.Contains(member.Value, StringComparison.Ordinal)).Click());
            Assert.Contains(member.Value, page.Find(".node-row.is-selected").TextContent, StringComparison.Ordinal);
        });
        return page;
    }

    private static AngleSharp.Dom.IElement Fault(IRenderedComponent<Play> page, string name) =>
        page.FindAll(".faults button").Single(button => button.TextContent.Trim() == name);

    private static AngleSharp.Dom.IElement Put(IRenderedComponent<Play> page) => page.Find(".request form button[type=submit]");
}
