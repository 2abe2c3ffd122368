// The pages of experiments.
using Bunit;
using DynamoKv.Engine.Archive;
using DynamoKv.Engine.Archive.Experiments;
using DynamoKv.Web.Components.Pages;
using DynamoKv.Web.Sessions.Experiments;
using DynamoKv.Web.Sessions.Library;
using Microsoft.Extensions.DependencyInjection;

namespace DynamoKv.Tests.Components.Pages;

public sealed class ExperimentPagesTests : ComponentBench
{
    private const string Sweep = """
        dynamokv: 1
        name: two-cells
        summary: "Two cells."
        until: 1s
        settle: 1s
        workload: { clients: 2, rate: { open: 50/s }, keys: { count: 3 } }
        repeat: 2
        sweep: { cluster.quorum.r: [1, 3] }
        """;

    private readonly ArchiveDatabase _archive = ArchiveDatabase.InMemory();
    private ExperimentDesk _desk = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _desk = new ExperimentDesk(new ExperimentStore(_archive), TimeProvider.System);
        Page.Services.AddSingleton(_desk);
        Page.Services.AddSingleton(new ScenarioLibrary(new BuiltInScenarios("there-is-none"), new SavedScenarios("there-is-none")));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _desk.Dispose();
        _archive.Dispose();
    }

    [Fact]
    public void One_is_started_waits_and_is_cancelled_and_the_table_says_so_in_words()
    {
        var page = Page.Render<ExperimentsPage>();
        Assert.Contains("No experiment has been started yet.", page.Markup, StringComparison.Ordinal);

        page.Find("select").Change("p:figure-3");
        page.Find(".start .mud-button-root").Click();
        Assert.Equal(["figure-3"], page.FindAll("tbody th").Select(cell => cell.TextContent));
        Assert.Contains("… waits", page.Find("tbody tr").TextContent, StringComparison.Ordinal);

        page.Find("button[aria-label^='Cancel experiment']").Click();
        Assert.Contains("■ cancelled", page.Find("tbody tr").TextContent, StringComparison.Ordinal);
        page.Find("button[aria-label^='Delete experiment']").Click();
        Assert.Empty(page.FindAll("tbody tr"));
    }

    [Fact]
    public async Task What_came_of_one_is_shown_beside_what_is_published_with_files()
    {
        var id = await RunAsync("figure-3", ExperimentKind.Published, "Quick");
        var page = Page.Render<ExperimentPage>(with => with.Add(one => one.Id, id));

        Assert.Contains("Agrees: ✓ yes", page.Markup, StringComparison.Ordinal);
        Assert.Equal(14, page.FindAll("tbody tr").Count);
        page.FindAll(".mud-button-root")[^1].Click();
        Assert.Equal(["figure-3.csv", "figure-3.json"], page.FindAll("a[download]").Select(link => link.GetAttribute("download")));
    }

    [Fact]
    public async Task A_sweep_is_a_matrix_with_numbers_and_two_cells_are_compared_seed_by_seed()
    {
        var id = await RunAsync("two-cells", ExperimentKind.Scenario, Sweep);
        var page = Page.Render<SweepPage>(with => with.Add(one => one.Id, id));

        Assert.Equal(["cluster.quorum.r", "1", "3"], page.FindAll(".matrix thead th").Select(cell => cell.TextContent));
        page.Find("select").Change("get p50, ms");
        Assert.Equal("get p50, ms", page.Find(".matrix caption").TextContent);
        Assert.Equal(["heat-0", "heat-4"], page.FindAll(".matrix td").Select(cell => cell.ClassName).Order());
        Assert.Contains("2 seeds", page.Find("section.panel tbody").TextContent, StringComparison.Ordinal);
        Assert.Equal(3, Page.Render<ExperimentPage>(with => with.Add(one => one.Id, id)).FindAll("figure.chart").Count);
    }

    [Fact]
    public void A_number_that_is_none_and_a_line_that_is_full_are_told()
    {
        Assert.Contains("There is no such experiment.", Page.Render<ExperimentPage>(with => with.Add(one => one.Id, 99)).Markup, StringComparison.Ordinal);
        Assert.Contains("This experiment varies nothing.", Page.Render<SweepPage>(with => with.Add(one => one.Id, 99)).Markup, StringComparison.Ordinal);
        for (var count = 0; count < ExperimentDesk.MaxWaiting; count++)
            _desk.Start("figure-3", ExperimentKind.Published, "Quick");

        var page = Page.Render<ExperimentsPage>();
        page.Find(".start .mud-button-root").Click();
        Assert.Contains("wait already", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    private async Task<long> RunAsync(string name, ExperimentKind kind, string definition)
    {
        var id = _desk.Start(name, kind, definition);
        await _desk.RunAsync(_desk.TakeNext()!, 1, TestContext.Current.CancellationToken);
        return id;
    }
}
