// Two runs beside each other.
using Bunit;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Scenarios;
using DynamoKv.Engine.Simulation;
using DynamoKv.Web.Components;
using DynamoKv.Web.Components.Compare;
using DynamoKv.Web.Sessions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace DynamoKv.Tests.Components.Pages;

public sealed class ComparePageTests : ComponentBench
{
    private const string Asked = """
        dynamokv: 1
        name: asked
        until: 2s
        cluster: { quorum: { n: 3, r: 1, w: 1 } }
        workload: { clients: 2, rate: { open: 20/s } }
        assert:
          - { id: a1, kind: no_lost_acked_writes }
        """;

    [Fact]
    public void The_first_line_that_differs_links_into_both_runs()
    {
        var fork = Bench.Controls.Fork(Bench.Main.LastEvent / 2);
        fork.Controls!.Apply(new CrashAction(new NodeId("C"), CrashLoss.Memory));
        Run(fork);
        var number = RunComparison.Find(Bench.Main, fork).Number;

        var page = Open($"/compare?a=main&b={fork.Name}");

        var links = page.FindAll("section[aria-labelledby=parting-title] a").Select(link => link.GetAttribute("href"));
        Assert.Contains($"/lab/main?e={number}", links);
        Assert.Contains($"/lab/{fork.Name}?e={number}", links);
        Assert.Contains($"part at line {number}", page.Find(".parting").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_and_verdicts_stand_beside_each_other()
    {
        var file = ScenarioReader.Require(Asked);
        var (one, other) = (Bench.Runs.Create(file, seed: 1), Bench.Runs.Create(file, seed: 2));
        Run(one);
        Run(other);
        var (first, second) = (RunSide.Of(one), RunSide.Of(other));

        var page = Open($"/compare?a={one.Name}&b={other.Name}");

        var row = page.FindAll("section[aria-labelledby=figures-title] tbody tr")[0].QuerySelectorAll("td").Select(cell => cell.TextContent).ToArray();
        Assert.Equal($"{first.Figures.Done}", row[0]);
        Assert.Equal($"{second.Figures.Done}", row[1]);
        Assert.True(first.Figures.Done > 10);
        Assert.Contains("a1", page.Find("section[aria-labelledby=verdicts-title] tbody").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/compare?a=run-77&b=main", "There is no run run-77")]
    [InlineData("/compare?a=main&b=main", "There is only one run")]
    public void What_cannot_be_compared_is_said(string address, string sentence)
    {
        Page.Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var page = Page.Render<Routes>();

        page.WaitForAssertion(() => Assert.Contains(sentence, page.Markup, StringComparison.Ordinal));
    }

    private void Run(IClusterSession session)
    {
        using var awake = session.KeepAwake();
        Play(40);
    }

    private IRenderedComponent<Routes> Open(string address)
    {
        Page.Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var page = Page.Render<Routes>();
        page.WaitForElement("section[aria-labelledby=figures-title]");
        return page;
    }
}
