// The page of runs: opens, compares and deletes what is kept.
using AngleSharp.Dom;
using Bunit;
using DynamoKv.Engine.Archive;
using DynamoKv.Engine.Archive.Runs;
using DynamoKv.Engine.Scenarios;
using DynamoKv.Tests.Sessions;
using DynamoKv.Web.Components.Pages;
using DynamoKv.Web.Sessions;
using DynamoKv.Web.Sessions.Shelf;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace DynamoKv.Tests.Components.Pages;

public sealed class RunsPageTests : ComponentBench
{
    private static readonly ScenarioFile Small = ScenarioReader.Require("""
        dynamokv: 1
        name: small
        until: 2s
        settle: 1s
        cluster: { quorum: { n: 3, r: 1, w: 2 } }
        workload: { clients: 2, rate: { open: 20/s } }
        assert:
          - { id: a1, kind: no_lost_acked_writes }
        """);

    private readonly ArchiveDatabase _archive = ArchiveDatabase.InMemory();
    private readonly SessionBench _kept;

    public RunsPageTests() => _kept = new SessionBench(archive: new RunArchive(_archive));

    private string Address => new Uri(Page.Services.GetRequiredService<NavigationManager>().Uri).PathAndQuery;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Page.Services.AddSingleton<IRunRegistry>(_kept.Runs);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _kept.Dispose();
        _archive.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_kept_run_stands_with_its_facts_and_its_verdict_in_words_and_opens_again()
    {
        var id = Closed(seed: 7);
        var stored = _kept.Runs.Shelf!.Find(id)!;
        var page = Page.Render<RunsPage>();

        var cells = Row(page, RunShelf.NameOf(id)).QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()).ToArray();
        Assert.Equal(["small", "7", "3/1/2", "✓ as expected"], cells[1..5]);
        Assert.Equal(stored.Events.ToString("N0", System.Globalization.CultureInfo.InvariantCulture), cells[5]);
        Assert.Equal("Opening simulates it again", cells[7]);

        Act(page, $"Open {RunShelf.NameOf(id)}").Click();
        page.WaitForAssertion(() => Assert.StartsWith("/lab/run-", Address, StringComparison.Ordinal));
        Assert.Equal((stored.Events, 7ul), (Own.LastEvent, Own.Seed!.Value));
    }

    [Fact]
    public void A_run_that_asserts_but_was_not_judged_is_unknown()
    {
        var session = _kept.Runs.Create(Small, seed: 1);
        var page = Page.Render<RunsPage>();

        Assert.Equal("? unknown", Row(page, session.Name).QuerySelector(".verdict")!.TextContent);
    }

    [Fact]
    public void A_run_of_another_engine_that_takes_another_course_is_shown_as_recorded()
    {
        var id = Closed(seed: 7);
        _archive.Change(connection => Dapper.SqlMapper.Execute(connection, "UPDATE runs SET engine = '0.0.1', log_hash = 'other' WHERE id = @id", new { id }));
        var page = Page.Render<RunsPage>();
        Assert.Contains("Made by engine 0.0.1", Row(page, RunShelf.NameOf(id)).TextContent, StringComparison.Ordinal);

        Act(page, $"Open {RunShelf.NameOf(id)}").Click();
        page.WaitForAssertion(() => Assert.StartsWith("/lab/run-", Address, StringComparison.Ordinal));

        var again = Page.Render<RunsPage>();
        Assert.Contains("Shown as recorded", Row(again, Own.Name).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_that_are_chosen_are_compared_and_no_other_number()
    {
        var (one, other) = (RunShelf.NameOf(Closed(seed: 7)), RunShelf.NameOf(Closed(seed: 8)));
        var page = Page.Render<RunsPage>();
        Act(page, $"Choose {one}").Change(true);
        Assert.True(Compare(page).IsDisabled());
        Act(page, $"Choose {other}").Change(true);

        Compare(page).Click();

        page.WaitForAssertion(() => Assert.StartsWith("/compare?a=run-", Address, StringComparison.Ordinal));
        Assert.Equal([7ul, 8ul], _kept.Runs.All.Where(run => run.Name != "main").Select(run => run.Seed!.Value));
    }

    [Fact]
    public void Deleting_asks_first_and_main_stays()
    {
        var id = Closed(seed: 7);
        var page = Page.Render<RunsPage>();
        Assert.True(Act(page, "Delete main").IsDisabled());

        Act(page, $"Delete {RunShelf.NameOf(id)}").Click();
        Assert.NotNull(_kept.Runs.Shelf!.Find(id));
        page.FindAll("button").Single(button => button.TextContent.Trim() == "Delete it").Click();

        Assert.Null(_kept.Runs.Shelf.Find(id));
        Assert.Contains("No run is kept yet", page.Markup, StringComparison.Ordinal);
    }

    private IClusterSession Own => _kept.Runs.All.Single(run => run.Name != "main");

    private long Closed(ulong seed)
    {
        var session = _kept.Runs.Create(Small, seed);
        using (session.KeepAwake())
        {
            _kept.Time.Advance(TimeSpan.FromSeconds(6));
        }

        _kept.Runs.Close(session.Name);
        return session.Keeping.StoredAs!.Value;
    }

    private static IElement Row(IRenderedComponent<RunsPage> page, string name) =>
        page.FindAll("tbody tr").Single(row => row.QuerySelector("th")!.TextContent.Trim() == name);

    private static IElement Act(IRenderedComponent<RunsPage> page, string label) => page.Find($"[aria-label='{label}']");

    private static IElement Compare(IRenderedComponent<RunsPage> page) =>
        page.FindAll("button").Single(button => button.TextContent.Trim() == "Compare the two");
}
