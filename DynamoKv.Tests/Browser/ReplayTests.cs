// The replay of a run without a browser, opened from the disk.
using DynamoKv.Tests.Architecture;
using DynamoKv.Tests.Hosting.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DynamoKv.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class ReplayTests(BrowserFixture fixture)
{
    [Fact]
    public async Task A_replay_opens_from_the_disk_without_a_network_and_shows_the_story()
    {
        using var folder = new RunFolder();
        await RunFolder.RunAsync(Repository.PathOf("scenarios/stale-read-under-partition.yaml"), "--out", folder.PathOf("out"));
        await using var context = await fixture.Browser.NewContextAsync(new BrowserNewContextOptions { Offline = true, ViewportSize = new ViewportSize { Width = 375, Height = 800 } });
        var page = await context.NewPageAsync();
        List<string> problems = [];
        page.PageError += (_, error) => problems.Add(error);
        page.Request += (_, request) => problems.AddRange(request.Url.StartsWith("file:", StringComparison.Ordinal) ? [] : [request.Url]);

        await page.GotoAsync($"file://{folder.PathOf("out/runs/stale-read-under-partition-seed-42/replay.html")}");

        await Expect(page.Locator("#captions li")).Not.ToHaveCountAsync(0);
        await Expect(page.Locator(".summary")).ToContainTextAsync("With R = 1 and W = 2");
        var link = page.Locator("[data-line]").First;
        await link.ClickAsync();
        await Expect(page.Locator("#captions [aria-current]")).ToBeVisibleAsync();
        var line = await link.TextContentAsync();
        await Expect(page.Locator("#time")).ToContainTextAsync($"line {line}");
        await page.GetByRole(AriaRole.Button, new() { Name = "One on" }).ClickAsync();
        await Expect(page.Locator("#time")).Not.ToContainTextAsync($"line {line}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Play" }).ClickAsync();
        await Expect(page.Locator("#play")).ToHaveTextAsync("Pause");
        await Expect(page.Locator("#faults")).ToContainTextAsync("a partition between");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page is wider than a phone.");
        await Accessibility.HasNoSeriousFindingAsync(page);
        Assert.Empty(problems);
    }
}
