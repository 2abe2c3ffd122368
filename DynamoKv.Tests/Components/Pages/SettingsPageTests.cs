// What a person chooses holds at once; what the server was started with is shown, but no secret.
using AngleSharp.Dom;
using Bunit;
using DynamoKv.Web.Components.Pages;
using DynamoKv.Web.Components.Settings;
using DynamoKv.Web.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DynamoKv.Tests.Components.Pages;

public sealed class SettingsPageTests : ComponentBench
{
    private const string Secret = "correct-horse-battery-staple";

    private static ServerOptions Node => OptionsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(
    [
        KeyValuePair.Create<string, string?>("DynamoKv:Mode", "node"), KeyValuePair.Create<string, string?>("DynamoKv:Node:Id", "n1"),
        KeyValuePair.Create<string, string?>("DynamoKv:Security:ClusterSecret", Secret), KeyValuePair.Create<string, string?>("DynamoKv:Limits:MaxCircuits", "17"),
    ]).Build());

    [Fact]
    public void A_choice_holds_at_once_and_can_be_taken_back()
    {
        var page = Render();

        Label(page, "Dark").Change(true);
        Label(page, "Letters act").Change(false);
        Label(page, "Large type").Change(true);
        Assert.Equal(new ViewSettings { Theme = ThemeChoice.Dark, HasLetterKeys = false, IsProjector = true }, Settings.Current);

        page.Find("header button").Click();
        Assert.Equal(new ViewSettings(), Settings.Current);
    }

    [Fact]
    public void The_server_says_how_it_was_started_but_never_a_secret()
    {
        var page = Render();

        Assert.Contains("DynamoKv", page.Markup, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("17", page.FindAll("tr").Single(row => row.TextContent.Contains("MaxCircuits", StringComparison.Ordinal)).TextContent, StringComparison.Ordinal);
        Assert.Contains("present, never shown", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, page.Markup, StringComparison.Ordinal);
    }

    private BrowserSettings Settings => Page.Services.GetRequiredService<BrowserSettings>();

    private IRenderedComponent<SettingsPage> Render()
    {
        Page.Services.AddSingleton(ServerFactList.Of(Node));
        return Page.Render<SettingsPage>();
    }

    private static IElement Label(IRenderedComponent<SettingsPage> page, string text) =>
        page.FindAll("label").Single(label => label.TextContent.TrimStart().StartsWith(text, StringComparison.Ordinal)).QuerySelector("input")!;
}
