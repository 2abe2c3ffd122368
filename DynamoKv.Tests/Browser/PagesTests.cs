// The pages around a run, for everyone: themes, narrow screens, keyboard; and the way from a written scenario to the lab.
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DynamoKv.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class PagesTests(BrowserFixture fixture)
{
    private static readonly string[] Paths =
        ["/scenarios", "/scenarios/stale-read-under-partition/edit", "/keys", "/keys/cart%3Aalice", "/runs", "/compare", "/settings", "/help"];

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_nothing_serious_on_any_page_and_nothing_sticks_out_of_375_pixels(ColorScheme scheme)
    {
        await using var watched = await WatchedPage.OpenAsync(
            fixture, Paths[0], new BrowserNewContextOptions { ColorScheme = scheme, ViewportSize = new ViewportSize { Width = 375, Height = 800 } });
        foreach (var path in Paths)
        {
            await GoAsync(watched.Page, path);
            await Accessibility.HasNoSeriousFindingAsync(watched.Page);
            Assert.Equal((path, 375), (path, await watched.Page.EvaluateAsync<int>("() => Math.max(document.documentElement.scrollWidth, 375)")));
        }

        watched.AssertClean();
    }

    [Fact]
    public async Task A_scenario_is_written_by_keyboard_alone_mended_saved_and_run_and_the_lab_shows_it()
    {
        await using var watched = await WatchedPage.OpenAsync(fixture, "/scenarios/new/edit");
        var page = watched.Page;
        var text = page.GetByLabel("Text (YAML, or JSON)");
        await Expect(text).ToHaveValueAsync(new Regex("name: my-scenario"));

        await text.FocusAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.InsertTextAsync("dynamokv: 1\nname: by-keyboard\nuntil: 5s\nfautls:\n");
        await Expect(page.GetByText("Line 4").First).ToBeVisibleAsync();
        await Expect(PlayPage.ButtonIn(page.Locator("main"), "Run it")).ToBeDisabledAsync();

        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.InsertTextAsync("dynamokv: 1\nname: by-keyboard\nuntil: 5s\nworkload:\n");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.InsertTextAsync("clients: 2\n");
        await Expect(page.GetByLabel("Name", new PageGetByLabelOptions { Exact = true })).ToHaveValueAsync("by-keyboard");
        await Expect(page.GetByText("Nothing is wrong:")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Tab");
        await Expect(text).Not.ToBeFocusedAsync();

        await PlayPage.ButtonIn(page.Locator("main"), "Save").PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("/scenarios/my\\.by-keyboard/edit$"));
        await PlayPage.ButtonIn(page.Locator("main"), "Run it").PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("/lab/run-[0-9]+"));
        await Expect(page.GetByText("by-keyboard").First).ToBeVisibleAsync();
        watched.AssertClean();
    }

    [Fact]
    public async Task What_is_chosen_is_kept_by_the_browser()
    {
        await using var watched = await WatchedPage.OpenAsync(fixture, "/settings", new BrowserNewContextOptions { ColorScheme = ColorScheme.Light });
        var page = watched.Page;
        await page.GetByLabel("Dark", new PageGetByLabelOptions { Exact = true }).CheckAsync();
        await page.GetByLabel("Letters act on the page").UncheckAsync();
        await page.GetByLabel("Nothing moves").CheckAsync();
        await Expect(page.Locator(".shell.is-dark")).ToBeVisibleAsync();

        await page.ReloadAsync();
        await Expect(page.Locator(".shell.is-dark")).ToBeVisibleAsync();
        await Expect(page.Locator("html[data-letters=off][data-motion=off]")).ToHaveCountAsync(1);
        await page.GetByLabel("Large type on a light ground").CheckAsync();
        await Expect(page.Locator("html[data-type=projector] .shell.is-light")).ToBeVisibleAsync();
        watched.AssertClean();
    }

    [Fact]
    public async Task The_menu_of_a_narrow_window_is_opened_by_key_and_leads_to_every_place()
    {
        await using var watched = await WatchedPage.OpenAsync(
            fixture, "/help", new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 375, Height = 700 } });
        var menu = watched.Page.GetByRole(AriaRole.Navigation, new PageGetByRoleOptions { Name = "Pages" });
        await menu.GetByRole(AriaRole.Button).PressAsync("Enter");
        await menu.GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Keys" }).PressAsync("Enter");

        await Expect(watched.Page).ToHaveURLAsync(new Regex("/keys$"));
        await watched.Page.Keyboard.PressAsync("?");
        await Expect(watched.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await watched.Page.Keyboard.PressAsync("Escape");
        await Expect(watched.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(menu.GetByRole(AriaRole.Link)).ToHaveCountAsync(0);
        await Expect(menu.GetByRole(AriaRole.Button)).ToContainTextAsync("Keys");
        watched.AssertClean();
    }

    private async Task GoAsync(IPage page, string path)
    {
        await page.GotoAsync(fixture.Address + path);
        await Expect(page.Locator("main h1")).ToBeVisibleAsync();
        await Expect(page.GetByText("Asking the nodes")).ToHaveCountAsync(0);
    }
}
