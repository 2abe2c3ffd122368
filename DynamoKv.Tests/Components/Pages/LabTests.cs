// The workbench, whole.
using Bunit;
using DynamoKv.Web.Components.Pages;
using DynamoKv.Web.Components.Views;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace DynamoKv.Tests.Components.Pages;

public sealed class LabTests : ComponentBench
{
    [Fact]
    public void The_workbench_of_a_run_shows_a_view_tools_and_time()
    {
        var page = Open("/lab/main");
        Assert.Equal(5, page.FindAll(".pane .node").Count);
        Assert.NotNull(page.Find(".request"));
        Assert.NotNull(page.Find(".transport"));
        Assert.Equal(ViewList.All.Count, page.FindAll(".view-button").Count);
    }

    [Fact]
    public void An_unknown_run_explains_itself_and_offers_the_main_one()
    {
        var page = Open("/lab/nowhere");
        Assert.Contains("nowhere", page.Find(".notice").TextContent, StringComparison.Ordinal);
        Assert.Equal("/", page.Find(".notice a").GetAttribute("href"));
    }

    [Fact]
    public void The_address_says_where_to_stand_and_what_is_chosen()
    {
        var page = Open("/lab/main?e=30&sel=node%3AC");
        Assert.Contains("event 30 of", page.Find(".place-event").TextContent, StringComparison.Ordinal);
        Assert.StartsWith("Node C", page.Find(".pane .node[aria-pressed=true]").GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_chosen_and_the_moment_go_into_the_address()
    {
        var page = Open("/lab/main?e=30");
        page.FindAll(".pane .node")[1].Click();
        Assert.EndsWith("/lab/main?e=30&sel=node%3AB", Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task T_changes_the_ring_into_its_table_twin()
    {
        var page = Open("/lab/main");
        await page.InvokeAsync(() => page.FindComponent<Lab>().Instance.OnKeyAsync("t"));
        Assert.Empty(page.FindAll("svg.ring"));
        Assert.NotNull(page.Find(".ring-table"));
    }

    private string Address => Page.Services.GetRequiredService<NavigationManager>().Uri;

    private IRenderedComponent<DynamoKv.Web.Components.Routes> Open(string address)
    {
        Page.Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var page = Page.Render<DynamoKv.Web.Components.Routes>();
        page.WaitForElement(".lab, .notice");
        return page;
    }
}
