// The Play page for everyone: themes, narrow screens, keyboard, assistive technology.
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DynamoKv.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class EveryoneTests(BrowserFixture fixture)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task The_theme_follows_the_system(ColorScheme scheme)
    {
        await using var watched = await OpenAsync(scheme);

        var brightness = await watched.Page.EvaluateAsync<double>(
            "() => getComputedStyle(document.body).backgroundColor.match(/[0-9.]+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3");

        Assert.True(scheme == ColorScheme.Dark ? brightness < 100 : brightness > 180, $"The background's brightness is {brightness:0} of 255.");
        watched.AssertClean();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_nothing_serious(ColorScheme scheme)
    {
        await using var watched = await OpenAsync(scheme);

        await Accessibility.HasNoSeriousFindingAsync(watched.Page);
    }

    [Fact]
    public async Task Nothing_sticks_out_of_a_screen_of_375_pixels()
    {
        await using var watched = await WatchedPage.OpenAsync(
            fixture, "/", new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 375, Height = 800 } });
        await PlayPage.IsAtWorkAsync(watched.Page);

        Assert.Equal(375, await watched.Page.EvaluateAsync<int>("() => Math.max(document.documentElement.scrollWidth, 375)"));
        await Expect(PlayPage.ButtonIn(PlayPage.Panel(watched.Page, "Ask the cluster"), "Put")).ToBeVisibleAsync();
        watched.AssertClean();
    }

    [Fact]
    public async Task The_page_is_driven_by_keys_alone()
    {
        await using var watched = await OpenAsync(ColorScheme.Light);
        var keyboard = watched.Page.Keyboard;

        await keyboard.PressAsync("Space");
        await Expect(PlayPage.TimeButton(watched.Page, "Play")).ToBeVisibleAsync();
        var here = await PlayPage.PositionAsync(watched.Page);
        await keyboard.PressAsync("ArrowLeft");
        await PlayPage.IsAtAsync(watched.Page, here - 1);
        await keyboard.PressAsync("?");
        await watched.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Close" }).PressAsync("Escape");
        await Expect(watched.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        watched.AssertClean();
    }

    [Fact]
    public async Task The_ring_has_a_table_that_says_the_same()
    {
        await using var watched = await OpenAsync(ColorScheme.Light);

        await watched.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Show as a table" }).ClickAsync();

        await Expect(watched.Page.GetByRole(AriaRole.Table).Filter(new LocatorFilterOptions { HasTextRegex = new Regex("Share") })).ToBeVisibleAsync();
        watched.AssertClean();
    }

    private async Task<WatchedPage> OpenAsync(ColorScheme scheme)
    {
        var watched = await WatchedPage.OpenAsync(fixture, "/", new BrowserNewContextOptions { ColorScheme = scheme });
        await PlayPage.IsAtWorkAsync(watched.Page);
        return watched;
    }
}
