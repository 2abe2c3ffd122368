// The keys of a cluster, and one key.
using AngleSharp.Dom;
using Bunit;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Web.Components;
using DynamoKv.Web.Components.Keys;
using DynamoKv.Web.Components.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Key = DynamoKv.Engine.Primitives.Key;

namespace DynamoKv.Tests.Components.Pages;

public sealed class KeyPagesTests : ComponentBench
{
    private static readonly Key Cart = Key.Of("cart:alice");

    [Fact]
    public async Task All_keys_are_listed_page_by_page_and_none_twice()
    {
        foreach (var number in Enumerable.Range(0, KeysPage.PageSize + 10))
        {
            _ = Bench.Submit(Sessions.SessionBench.Put($"many-{number:000}", "x"));
            Play(2);
        }

        Play(20);
        var page = Page.Render<KeysPage>();
        var first = Keys(page);
        await ButtonOf(page, "Next").ClickAsync(new());
        var second = Keys(page);

        Assert.Equal(KeysPage.PageSize, first.Length);
        Assert.Empty(first.Intersect(second));
        var live = Bench.Main.Current.Head.Nodes.Values.SelectMany(node => node.Rows).Where(row => row.Value.HasLiveValue).Select(row => row.Key.Text);
        Assert.Equal(live.ToHashSet(), first.Concat(second).ToHashSet());
        Assert.True(ButtonOf(page, "Next").IsDisabled());
        Assert.Contains("5 of 5 nodes answered: nothing is missing", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_does_not_answer_is_named()
    {
        Bench.Controls.Apply(new CrashAction(new NodeId("C"), CrashLoss.Memory));
        Play(5);
        var page = Page.Render<KeysPage>();

        Assert.Contains("4 of 5 nodes answered: keys may be missing", page.Find(".is-incomplete").TextContent, StringComparison.Ordinal);
        Assert.Contains("C may hold", page.Find(".is-incomplete").TextContent, StringComparison.Ordinal);

        page.Find("input[type=search]").Input("nothing begins so");
        await page.Find("form").SubmitAsync();
        Assert.Contains("No key begins with that", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_shows_its_replicas_versions_and_operations_with_links_to_the_moments()
    {
        var page = OpenKey("/keys/cart%3Aalice");

        Assert.Equal("Key cart:alice", page.Find("h1").TextContent);
        Assert.Contains("The replicas agree", page.Markup, StringComparison.Ordinal);
        var moment = page.Find("section[aria-labelledby=operations-title] a").GetAttribute("href")!;
        Assert.EndsWith("&k=cart%3Aalice", moment, StringComparison.Ordinal);
        var number = long.Parse(moment["/lab/main?e=".Length..].Split('&')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains("cart:alice", Bench.Main.ReadLog(number, 1)[0].What.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(page.FindAll("section[aria-labelledby=versions-title] tbody tr"));
    }

    [Fact]
    public void What_is_put_here_is_seen_in_the_history()
    {
        var page = OpenKey("/keys/a%2Fnew%20one");
        Assert.Contains("Nobody has asked for this key", page.Markup, StringComparison.Ordinal);

        page.Find("#request-value").Input("first");
        page.Find("form.request-form").Submit();

        Play(30);
        page.WaitForAssertion(() => Assert.Contains("first", Table(page, "versions"), StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Contains("put", Table(page, "operations"), StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_of_ones_own_has_its_own_keys()
    {
        var own = Bench.Runs.Create(seed: 7);
        var page = OpenKey(KeyLinks.Of(own, Cart));

        Assert.Contains("no version of this key", page.Markup, StringComparison.Ordinal);
        Assert.Equal(own.Name, page.Find("select").GetAttribute("value"));
    }

    [Theory]
    [InlineData("/keys/cart?run=run-99", "There is no run run-99")]
    [InlineData("/keys?run=run-99", "There is no run run-99")]
    public void A_run_that_is_gone_says_so(string address, string sentence)
    {
        Page.Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var page = Page.Render<Routes>();

        page.WaitForAssertion(() => Assert.Contains(sentence, page.Markup, StringComparison.Ordinal));
    }

    private IRenderedComponent<Routes> OpenKey(string address)
    {
        Page.Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var page = Page.Render<Routes>();
        page.WaitForElement("section[aria-labelledby=operations-title]");
        return page;
    }

    private static string Table(IRenderedComponent<Routes> page, string name) => page.Find($"section[aria-labelledby={name}-title]").TextContent;

    private static string[] Keys(IRenderedComponent<KeysPage> page) => [.. page.FindAll("tbody th a").Select(link => link.TextContent)];

    private static IElement ButtonOf(IRenderedComponent<KeysPage> page, string text) =>
        page.FindAll("button").First(button => button.TextContent.Trim().StartsWith(text, StringComparison.Ordinal));
}
