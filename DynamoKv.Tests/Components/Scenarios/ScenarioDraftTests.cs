// A scenario that is written: the text and the form say the same.
using DynamoKv.Engine.Scenarios;
using DynamoKv.Web.Components.Scenarios;
using DynamoKv.Web.Sessions.Library;

namespace DynamoKv.Tests.Components.Scenarios;

public sealed class ScenarioDraftTests
{
    private readonly ScenarioDraft _draft = new(FreshScenario.Text);

    [Fact]
    public void A_new_scenario_is_right_from_the_start()
    {
        Assert.Empty(_draft.Reading.Problems);
        Assert.Equal(_draft.Text, _draft.SavedText);
    }

    [Fact]
    public void What_is_typed_refills_the_form()
    {
        _draft.Type(_draft.Text.Replace("seed: 42", "seed: 7", StringComparison.Ordinal));

        Assert.Equal(7ul, _draft.Form!.Seed);
        Assert.NotEqual(_draft.Text, _draft.SavedText);
    }

    [Fact]
    public void What_is_changed_in_the_form_stands_in_the_text_below_its_first_comment()
    {
        var revision = _draft.Revision;
        _draft.Change(file => file with { Until = TimeSpan.FromSeconds(33) });

        Assert.Contains("\nuntil: 33s\n", _draft.Text, StringComparison.Ordinal);
        Assert.StartsWith("# A scenario", _draft.Text, StringComparison.Ordinal);
        Assert.Equal(_draft.Form, ScenarioReader.Require(_draft.Text), Same);
        Assert.NotEqual(revision, _draft.Revision);
    }

    [Fact]
    public void A_form_may_be_wrong_for_a_while_but_a_text_has_to_be_mended_as_text()
    {
        _draft.Change(file => file with { Name = "Not A Name" });
        Assert.Null(_draft.Reading.File);
        Assert.True(_draft.IsFormOpen);
        _draft.Change(file => file with { Name = "a-name" });
        Assert.NotNull(_draft.Reading.File);

        _draft.Type(_draft.Text + "nonsense: 1\n");
        Assert.False(_draft.IsFormOpen);
        Assert.Equal("a-name", _draft.Form!.Name);
        var text = _draft.Text;
        _draft.Change(file => file with { Seed = 1 });
        Assert.Equal(text, _draft.Text);
    }

    [Theory]
    [InlineData("# above\ndynamokv: 1\nname: x\n", false)]
    [InlineData("dynamokv: 1\nname: x\n# below\n", true)]
    [InlineData("dynamokv: 1\nname: x # behind\n", true)]
    public void Who_would_lose_comments_is_told(string text, bool isTold) => Assert.Equal(isTold, new ScenarioDraft(text).LosesComments);

    [Fact]
    public void Every_scenario_that_is_built_in_goes_through_the_form_unchanged() => Assert.All(
        new BuiltInScenarios(BuiltInScenarios.StandardRoot).All,
        entry =>
        {
            var draft = new ScenarioDraft(entry.Text);
            draft.Change(file => file);
            Assert.Equal(entry.Reading.File, draft.Reading.File, Same);
            Assert.Equal(entry.Reading.File!.Faults.Length, ScenarioPieces.Faults(draft.Form!).Length);
            Assert.Equal(entry.Reading.File.Assertions.Length, ScenarioPieces.Assertions(draft.Form!).Length);
        });

    [Fact]
    public void Drafts_are_kept_up_to_a_bound_and_the_oldest_goes()
    {
        var drafts = new ScenarioDrafts();
        var first = drafts.Open("s0", () => FreshScenario.Text);
        Assert.Same(first, drafts.Open("s0", () => throw new InvalidOperationException("It is there.")));
        foreach (var number in Enumerable.Range(1, ScenarioDrafts.MaxCount))
        {
            drafts.Open($"s{number}", () => FreshScenario.Text);
        }

        Assert.NotSame(first, drafts.Open("s0", () => FreshScenario.Text));
    }

    // Arrays compare by their place in memory; what is written is what a scenario says.
    private static bool Same(ScenarioFile? one, ScenarioFile? other) => ScenarioWriter.Write(one!) == ScenarioWriter.Write(other!);
}
