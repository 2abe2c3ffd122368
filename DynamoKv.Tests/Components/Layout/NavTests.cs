// The bar at the top leads to pages that exist, and says where one is.
using System.Reflection;
using Bunit;
using DynamoKv.Web.Components;
using DynamoKv.Web.Components.Layout;
using DynamoKv.Web.Sessions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace DynamoKv.Tests.Components.Layout;

public sealed class NavTests : ComponentBench
{
    private static readonly string[] Routes =
    [
        .. typeof(App).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template),
    ];

    [Theory]
    [InlineData(SessionMode.Simulation)]
    [InlineData(SessionMode.Live)]
    public void Every_place_is_a_page(SessionMode mode) => Assert.All(
        NavPlace.Of(mode), place => Assert.Contains(Routes, route => route == place.Path || place.Path == route.Replace("{Run}", "main", StringComparison.Ordinal)));

    [Theory]
    [InlineData("/", "Play")]
    [InlineData("/lab/main", "Lab")]
    [InlineData("/lab/run-7?e=12", "Lab")]
    [InlineData("/settings", "Settings")]
    public void The_place_where_one_is_is_marked(string address, string name)
    {
        Page.Services.GetRequiredService<NavigationManager>().NavigateTo(address);

        var menu = Page.Render<NavMenu>();

        Assert.Equal(name, menu.Find("[aria-current=page]").TextContent.Trim());
    }

    [Fact]
    public void The_menu_opens_and_closes_by_its_button_by_escape_and_by_going_somewhere()
    {
        var menu = Page.Render<NavMenu>();
        string? Expanded() => menu.Find("button").GetAttribute("aria-expanded");

        menu.Find("button").Click();
        Assert.Equal("true", Expanded());
        menu.Find("nav").KeyDown("Escape");
        Assert.Equal("false", Expanded());
        menu.Find("button").Click();
        Page.Services.GetRequiredService<NavigationManager>().NavigateTo("/help");
        menu.WaitForAssertion(() => Assert.Equal("false", Expanded()));
    }
}
