// The cluster changes under a person's hands, in a real browser.
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DynamoKv.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class ClusterTests(BrowserFixture fixture)
{
    [Fact]
    public async Task A_node_that_joins_is_seen_on_the_ring()
    {
        await using var watched = await OwnRunAsync();
        var members = PlayPage.Panel(watched.Page, "Members");

        await PlayPage.ButtonIn(members, "Plan join").ClickAsync();
        await Expect(members.GetByText("Planned at A").First).ToBeVisibleAsync();
        await PlayPage.ButtonIn(members, "Commit").ClickAsync();

        await Expect(watched.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { NameRegex = new Regex("^Node F: up") }).First).ToBeVisibleAsync();
        await Expect(PlayPage.Panel(watched.Page, "Keys that change owner").GetByText(new Regex("→ F$")).First).ToBeVisibleAsync();
        watched.AssertClean();
    }

    [Fact]
    public async Task Background_messages_can_be_left_out_by_keyboard()
    {
        await using var watched = await OwnRunAsync();
        var box = watched.Page.GetByRole(AriaRole.Checkbox, new PageGetByRoleOptions { Name = "gossip, comparing" });

        await Expect(box).ToBeCheckedAsync();
        await box.FocusAsync();
        await watched.Page.Keyboard.PressAsync("Space");

        await Expect(box).Not.ToBeCheckedAsync();
        watched.AssertClean();
    }

    private async Task<WatchedPage> OwnRunAsync()
    {
        var watched = await WatchedPage.OpenAsync(fixture, "/");
        await PlayPage.IsAtWorkAsync(watched.Page);
        await watched.Page.GetByText("Open a run of my own").First.ClickAsync();
        await watched.Page.WaitForURLAsync(new Regex("/lab/"));
        await PlayPage.IsAtWorkAsync(watched.Page);
        return watched;
    }
}
