// The Play page in a real browser: what one person sees and does.
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DynamoKv.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class PlayTests(BrowserFixture fixture)
{
    [Fact]
    public async Task The_ring_is_at_work_when_the_page_opens()
    {
        await using var watched = await WatchedPage.OpenAsync(fixture, "/");

        await PlayPage.IsAtWorkAsync(watched.Page);
        var before = await PlayPage.PositionAsync(watched.Page);
        await PlayPage.HasLeftAsync(watched.Page, before);
        Assert.True(await PlayPage.PositionAsync(watched.Page) > before);
        watched.AssertClean();
    }

    [Fact]
    public async Task A_put_through_the_form_is_answered_and_told()
    {
        await using var watched = await WatchedPage.OpenAsync(fixture, "/");
        await PlayPage.IsAtWorkAsync(watched.Page);

        await PlayPage.PutAsync(watched.Page, "tea-form", "green");

        await Expect(watched.Page.GetByText(new Regex("tea-form is saved: [23] of 3 hold it"))).ToBeVisibleAsync();
        await Expect(PlayPage.CaptionsAbout(watched.Page, "tea-form").First).ToBeVisibleAsync();
        watched.AssertClean();
    }

    [Fact]
    public async Task A_put_from_a_terminal_is_seen_on_the_page()
    {
        await using var watched = await WatchedPage.OpenAsync(fixture, "/");
        await PlayPage.IsAtWorkAsync(watched.Page);

        await PutAsync("tea-terminal");

        await Expect(PlayPage.CaptionsAbout(watched.Page, "tea-terminal").First).ToBeVisibleAsync();
        watched.AssertClean();
    }

    [Fact]
    public async Task A_node_is_crashed_and_restarted_with_the_mouse()
    {
        await using var watched = await WatchedPage.OpenAsync(fixture, "/");
        var page = watched.Page;
        await PlayPage.IsAtWorkAsync(page);
        await OpenOwnRunAsync(page);

        var faults = PlayPage.Panel(page, "Break something");
        await PlayPage.NodeRow(page, "E").ClickAsync();
        await PlayPage.ButtonIn(faults, "Crash").ClickAsync();
        await Expect(PlayPage.NodeRow(page, "E", "down")).ToBeVisibleAsync();

        await PlayPage.ButtonIn(faults, "Restart").ClickAsync();
        await Expect(PlayPage.NodeRow(page, "E", "up")).ToBeVisibleAsync();
        watched.AssertClean();
    }

    [Fact]
    public async Task Stepping_back_shows_the_moment_before()
    {
        await using var watched = await WatchedPage.OpenAsync(fixture, "/");
        var page = watched.Page;
        await PlayPage.IsAtWorkAsync(page);

        var here = await PlayPage.PauseAsync(page);
        await PlayPage.TimeButton(page, "Step back").ClickAsync();

        await PlayPage.IsAtAsync(page, here - 1);
        watched.AssertClean();
    }

    [Fact]
    public async Task The_scrubber_goes_to_the_beginning_and_back_to_now()
    {
        await using var watched = await WatchedPage.OpenAsync(fixture, "/");
        var page = watched.Page;
        await PlayPage.IsAtWorkAsync(page);

        await PlayPage.PauseAsync(page);
        await PlayPage.Panel(page, "Time").GetByRole(AriaRole.Slider).FillAsync("3");
        await PlayPage.IsAtAsync(page, 3);

        await PlayPage.TimeButton(page, "Now").ClickAsync();
        await PlayPage.HasLeftAsync(page, 3);
        watched.AssertClean();
    }

    [Fact]
    public async Task Two_browsers_on_the_shared_run_see_the_same_event()
    {
        await using var left = await WatchedPage.OpenAsync(fixture, "/");
        await using var right = await WatchedPage.OpenAsync(fixture, "/");
        await PlayPage.IsAtWorkAsync(left.Page);
        await PlayPage.IsAtWorkAsync(right.Page);

        await PlayPage.PutAsync(left.Page, "tea-shared", "black");

        await Expect(PlayPage.CaptionsAbout(left.Page, "tea-shared").First).ToBeVisibleAsync();
        await Expect(PlayPage.CaptionsAbout(right.Page, "tea-shared").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_run_of_ones_own_has_an_address_of_its_own()
    {
        await using var watched = await WatchedPage.OpenAsync(fixture, "/");
        await PlayPage.IsAtWorkAsync(watched.Page);

        await OpenOwnRunAsync(watched.Page);

        await Expect(watched.Page.GetByRole(AriaRole.Status).GetByText(new Regex("^run "))).ToBeVisibleAsync();
        watched.AssertClean();
    }

    [Fact]
    public async Task A_run_that_is_not_there_says_so_and_offers_a_way_on()
    {
        await using var watched = await WatchedPage.OpenAsync(fixture, "/lab/nowhere");

        await Expect(watched.Page.GetByText("This run does not exist")).ToBeVisibleAsync();
        await watched.Page.GetByText("Open the shared run").ClickAsync();
        await PlayPage.IsAtWorkAsync(watched.Page);
    }

    private static async Task OpenOwnRunAsync(IPage page)
    {
        await page.GetByText("Open a run of my own").First.ClickAsync();
        await page.WaitForURLAsync(new Regex("/lab/"));
        await PlayPage.IsAtWorkAsync(page);
    }

    private async Task PutAsync(string key)
    {
        using var client = new HttpClient();
        using var body = new StringContent("{\"value\": \"mint\"}", Encoding.UTF8, "application/json");
        using var response = await client.PutAsync(new Uri($"{fixture.Address}/api/v1/data/{key}"), body, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }
}
