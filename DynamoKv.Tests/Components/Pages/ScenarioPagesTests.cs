// The library and the editor: find, write, save, run.
using AngleSharp.Dom;
using Bunit;
using DynamoKv.Web.Components.Pages;
using DynamoKv.Web.Components.Scenarios;
using DynamoKv.Web.Sessions.Library;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;

namespace DynamoKv.Tests.Components.Pages;

public sealed class ScenarioPagesTests : ComponentBench
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dynamokv-pages-");

    private ScenarioLibrary Library => new(new BuiltInScenarios(BuiltInScenarios.StandardRoot), new SavedScenarios(_folder.FullName));

    private string Address => new Uri(Page.Services.GetRequiredService<NavigationManager>().Uri).AbsolutePath;

    [Fact]
    public void The_library_is_searched_by_words_and_by_group()
    {
        Library.Saved.Save(FreshScenario.Text, mayReplace: false);
        var page = Page.Render<ScenariosPage>();
        var all = page.FindAll("article").Count;

        page.Find("input[type=search]").Input("stale partition");
        Assert.Equal(["stale-read-under-partition"], Names(page).Intersect(["stale-read-under-partition", "quorum-overlap-reads-fresh"]));

        page.Find("input[type=search]").Input("");
        Button(page, "Mine").Click();
        Assert.Equal(["my-scenario"], Names(page));
        Assert.Equal(Library.BuiltIn.All.Count + 1, all);
    }

    [Fact]
    public void A_card_says_what_has_to_hold_in_words()
    {
        var page = Page.Render<ScenariosPage>();

        var card = page.FindAll("article").Single(card => card.QuerySelector("h3")!.TextContent == "stale-read-under-partition");

        Assert.Contains("No read misses a write that was acknowledged before: shown to be broken here", card.TextContent, StringComparison.Ordinal);
        Assert.Contains("N=3 R=1 W=2", card.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scenario_of_the_library_runs_in_the_lab_and_one_of_mine_can_go()
    {
        Library.Saved.Save(FreshScenario.Text, mayReplace: false);
        var page = Page.Render<ScenariosPage>();

        page.Find("[aria-label='Run my-scenario']").Click();
        var run = Bench.Runs.All.Single(run => run.Name != "main");
        Assert.Equal(($"/lab/{run.Name}", "my-scenario"), (Address, run.Title));

        page.Find("[aria-label='Delete my-scenario']").Click();
        Button(page, "Delete it").Click();
        Assert.DoesNotContain("my-scenario", Names(page));
    }

    [Fact]
    public async Task What_is_wrong_is_named_with_its_line_and_neither_runs_nor_is_saved()
    {
        var page = Edit("new");
        await TypeAsync(page, FreshScenario.Text.Replace("faults:", "fautls:", StringComparison.Ordinal));

        Assert.Contains("Line 14", page.Find(".problems").TextContent, StringComparison.Ordinal);
        Assert.Contains("faults", page.Find(".problems").TextContent, StringComparison.Ordinal);
        Assert.True(Button(page, "Run it").IsDisabled());
        Assert.True(Button(page, "Save").IsDisabled());
        Assert.Contains("Line 14", page.Find("#why-not").TextContent, StringComparison.Ordinal);
        Assert.True(page.Find(".form input").IsDisabled());

        await TypeAsync(page, FreshScenario.Text);
        Assert.False(Button(page, "Run it").IsDisabled());
    }

    [Fact]
    public async Task The_form_and_the_text_say_the_same()
    {
        var page = Edit("new");

        Field(page, "R").Change("1");
        Field(page, "Ends at").Change("2m");
        Field(page, "Nodes").Change("A, B, C, D");
        Field(page, "Hinted handoff").Change(false);
        Assert.Contains("r: 1", Text(page), StringComparison.Ordinal);
        Assert.Contains("until: 120s", Text(page), StringComparison.Ordinal);
        Assert.Contains("hints: off", Text(page), StringComparison.Ordinal);

        await TypeAsync(page, Text(page).Replace("r: 1", "r: 3", StringComparison.Ordinal));
        Assert.Equal("3", Field(page, "R").GetAttribute("value"));
        Field(page, "Ends at").Change("soon");
        Assert.Contains("'soon' is not", page.Find("#form-problem").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Faults_and_assertions_are_added_changed_and_taken_away_line_by_line()
    {
        var page = Edit("new");

        page.Find("select[aria-label='Add a fault']").Change("partition");
        Button(page, "Add a fault").Click();
        Assert.Contains("- { id: f2, at: 5s, for: 5s, partition: { shape: halves } }", Text(page), StringComparison.Ordinal);

        page.Find("[aria-label='Fault 2']").Change("{ id: f2, at: 5s, for: 5s, partition: { shape: thirds } }");
        Assert.Contains("thirds", page.Find(".piece [role=alert]").TextContent, StringComparison.Ordinal);
        page.Find("[aria-label='Fault 2']").Change("{ id: f2, at: 6s, for: 5s, partition: { shape: isolate } }");
        Assert.Contains("at: 6s, for: 5s, partition: { shape: isolate", Text(page), StringComparison.Ordinal);

        page.Find("[aria-label='Remove Fault 1']").Click();
        page.Find("[aria-label='Remove Assertion 1']").Click();
        Assert.DoesNotContain("crash:", Text(page), StringComparison.Ordinal);
        Assert.DoesNotContain("no_lost_acked_writes", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void A_built_in_one_is_copied_saved_under_another_name_and_run()
    {
        var page = Edit("stale-read-under-partition");
        Field(page, "Name").Change("my-copy");

        Button(page, "Save").Click();
        Assert.Equal("/scenarios/my.my-copy/edit", Address);
        Assert.Equal("my-copy", Library.Saved.Find("my-copy")!.Reading.File!.Name);

        Button(page, "Run it").Click();
        Assert.StartsWith("/lab/run-", Address, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_taken_is_replaced_only_on_demand()
    {
        Library.Saved.Save(FreshScenario.Text.Replace("seed: 42", "seed: 1", StringComparison.Ordinal), mayReplace: false);
        var page = Edit("new");

        Button(page, "Save").Click();
        Assert.Contains("already", page.Find("[role=alert].state-note").TextContent, StringComparison.Ordinal);
        Assert.Equal(1ul, Library.Saved.Find("my-scenario")!.Reading.File!.Seed);
        Button(page, "Replace it").Click();
        Assert.Equal(42ul, Library.Saved.Find("my-scenario")!.Reading.File!.Seed);
    }

    [Fact]
    public void A_file_is_imported_as_text()
    {
        var page = Edit("new");

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("dynamokv: 1\nname: from-a-file\n", "../../odd name.yaml"));

        page.WaitForAssertion(() => Assert.Contains("name: from-a-file", Text(page), StringComparison.Ordinal));
        Assert.Equal("from-a-file", Field(page, "Name").GetAttribute("value"));
    }

    [Theory]
    [InlineData("my.gone")]
    [InlineData("..%2F..%2Fetc")]
    [InlineData("no-such-scenario")]
    public void A_scenario_that_is_gone_says_so(string id) => Assert.NotNull(Edit(id).Find("section.notice"));

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Page.Services.AddSingleton(Library);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private IRenderedComponent<ScenarioEditorPage> Edit(string id) => Page.Render<ScenarioEditorPage>(page => page.Add(one => one.Id, id));

    private static Task TypeAsync(IRenderedComponent<ScenarioEditorPage> page, string text) =>
        page.InvokeAsync(() => page.FindComponent<TextEditor>().Instance.OnTextAsync(text));

    private static string Text(IRenderedComponent<ScenarioEditorPage> page) => page.FindComponent<TextEditor>().Instance.Text;

    private static IEnumerable<string> Names(IRenderedComponent<ScenariosPage> page) => page.FindAll("article h3").Select(title => title.TextContent);

    private static IElement Button<T>(IRenderedComponent<T> page, string text)
        where T : IComponent => page.FindAll("button").First(button => button.TextContent.Trim().StartsWith(text, StringComparison.Ordinal));

    private static IElement Field(IRenderedComponent<ScenarioEditorPage> page, string label) =>
        page.FindAll(".form label").First(one => one.TextContent.Trim().StartsWith(label, StringComparison.Ordinal)).QuerySelector("input, select, textarea")!;
}
