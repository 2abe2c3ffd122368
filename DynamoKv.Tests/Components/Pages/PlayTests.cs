// The page of a run, whole.
using Bunit;
using DynamoKv.Web.Components.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace DynamoKv.Tests.Components.Pages;

public sealed class PlayTests : ComponentBench
{
    [Fact]
    public void The_page_of_the_main_run_shows_the_ring_the_panels_and_the_log()
    {
        var page = Page.Render<Play>();
        Assert.Equal(Bench.Main.Title, page.Find("h1").TextContent);
        Assert.Equal(5, page.FindAll(".node").Count);
        Assert.NotNull(page.Find(".request"));
        Assert.NotNull(page.Find(".log"));
    }

    [Fact]
    public void A_run_of_ones_own_gets_an_address_of_its_own()
    {
        Page.Render<Play>().Find(".play-head button").Click();
        Assert.Contains("/lab/", Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pausing_puts_the_moment_into_the_address()
    {
        var page = Page.Render<Play>();
        await page.InvokeAsync(() => page.Instance.OnKeyAsync(" "));
        Assert.Contains("?e=", Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task T_changes_the_ring_into_its_table_twin()
    {
        var page = Page.Render<Play>();
        await page.InvokeAsync(() => page.Instance.OnKeyAsync("t"));
        Assert.Empty(page.FindAll("svg.ring"));
        Assert.NotNull(page.Find(".ring-table"));
    }

    private string Address => Page.Services.GetRequiredService<NavigationManager>().Uri;
}
