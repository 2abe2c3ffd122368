// The keys of a live cluster: the same pages, over the members themselves.
using Bunit;
using DynamoKv.Tests.Sessions.Live;
using DynamoKv.Web.Components;
using DynamoKv.Web.Components.Pages;
using DynamoKv.Web.Sessions;
using DynamoKv.Web.Sessions.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace DynamoKv.Tests.Components.Pages;

public sealed class LiveKeyPagesTests : IAsyncLifetime
{
    private readonly LiveBench _bench = new(null, LiveBench.N2);
    private readonly BunitContext _page = new();

    public async ValueTask InitializeAsync()
    {
        _page.JSInterop.Mode = JSRuntimeMode.Loose;
        foreach (var module in new[] { "motion", "page", "settings" })
        {
            _page.JSInterop.SetupModule($"./js/{module}.js").Mode = JSRuntimeMode.Loose;
        }

        _page.Services.AddPageServices();
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
    public void The_members_list_their_keys_and_say_that_nothing_is_missing()
    {
        var page = _page.Render<KeysPage>();

        page.WaitForAssertion(() => Assert.Equal("tea", page.Find("tbody th a").TextContent));
        Assert.Contains("3 of 3 nodes answered: nothing is missing", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_shows_who_holds_it_and_nothing_is_put_before_the_name_of_the_cluster_is_typed()
    {
        _page.Services.GetRequiredService<NavigationManager>().NavigateTo("/keys/tea");
        var page = _page.Render<Routes>();

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("section[aria-labelledby=replicas-title] tbody tr").Count(row => row.TextContent.Contains("green", StringComparison.Ordinal))));
        Assert.True(page.Find(".request-form button[type=submit]").HasAttribute("disabled"));
        page.Find(".live-gate input").Input("shop");
        page.WaitForAssertion(() => Assert.False(page.Find(".request-form button[type=submit]").HasAttribute("disabled")));
    }

    [Fact]
    public void The_bar_of_a_live_cluster_leads_to_the_cluster_and_to_no_simulation() => Assert.DoesNotContain(
        "Lab", _page.Render<DynamoKv.Web.Components.Layout.NavMenu>().FindAll("a").Select(link => link.TextContent.Trim()));
}
