// The page of a real node that was started to be broken: who may do it, how it is shown, and that it ends.
using System.Security.Cryptography;
using System.Text;
using DynamoKv.Tests.Hosting.Chaos;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DynamoKv.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class LiveFaultPageTests(BrowserFixture fixture)
{
    [Fact]
    public async Task Only_who_signed_in_with_the_scope_chaos_and_typed_the_clusters_name_breaks_a_disk()
    {
        var browser = fixture.Browser;
        await using var node = await ChaosNode.StartAsync(["--enable-chaos", .. Token(0, "ruler", "read,write,admin"), .. Token(1, "breaker", "read,write,admin,chaos")]);

        await using (var ruler = await SignInAsync(browser, node, "ruler"))
        {
            var tools = PlayPage.Panel(ruler.Page, "Break something");
            await ruler.Page.GetByLabel("Name of the cluster").FillAsync("dynamokv");
            await Expect(PlayPage.ButtonIn(PlayPage.Panel(ruler.Page, "Ask the cluster"), "Put")).ToBeEnabledAsync();
            await Expect(PlayPage.ButtonIn(tools, "Slow disk of node-1")).ToBeDisabledAsync();
            await Expect(tools.GetByTitle("lacks the scope chaos").First).ToBeAttachedAsync();
        }

        await using var breaker = await SignInAsync(browser, node, "breaker");
        var panel = PlayPage.Panel(breaker.Page, "Break something");
        await Expect(PlayPage.ButtonIn(panel, "Slow disk of node-1")).ToBeDisabledAsync();
        await breaker.Page.GetByLabel("Name of the cluster").FillAsync("dynamokv");
        await panel.GetByLabel("Each fault ends by itself after").SelectOptionAsync("15");
        await PlayPage.ButtonIn(panel, "Slow disk of node-1").ClickAsync();
        await Expect(panel.GetByText("a slow disk at node-1").First).ToBeVisibleAsync();
        await Accessibility.HasNoSeriousFindingAsync(breaker.Page);
        await panel.GetByRole(AriaRole.Listitem).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(panel.GetByText("No fault is in force.")).ToBeVisibleAsync();

        Assert.Contains(node.Audit, line => line.Contains("by the-breaker from 127.0.0.1, on the page of node-1", StringComparison.Ordinal));
        breaker.AssertClean();
    }

    private static async Task<WatchedPage> SignInAsync(IBrowser browser, ChaosNode node, string token)
    {
        var watched = await WatchedPage.OpenAsync(browser, node.Address, "/");
        await watched.Page.GetByLabel("Access token").FillAsync(token);
        await watched.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign in" }).ClickAsync();
        await Expect(PlayPage.Panel(watched.Page, "Break something")).ToBeVisibleAsync();
        return watched;
    }

    private static string[] Token(int index, string token, string scopes) =>
    [
        $"--DynamoKv:Security:Tokens:{index}:Sha256={Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)))}",
        $"--DynamoKv:Security:Tokens:{index}:Scopes={scopes}",
        $"--DynamoKv:Security:Tokens:{index}:Name=the-{token}",
    ];
}
