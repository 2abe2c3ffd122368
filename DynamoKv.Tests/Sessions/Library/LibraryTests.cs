// The library of scenarios: what came with the server, and what people save.
using DynamoKv.Engine.Scenarios;
using DynamoKv.Tests.Architecture;
using DynamoKv.Web.Sessions.Library;

namespace DynamoKv.Tests.Sessions.Library;

public sealed class LibraryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dynamokv-library-").FullName;

    private SavedScenarios Saved => new(Path.Combine(_folder, "scenarios"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_scenario_of_the_repository_comes_with_the_server_and_can_be_run()
    {
        var files = Directory.EnumerateFiles(Repository.PathOf("scenarios"), "*.yaml", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal);

        var shipped = new BuiltInScenarios(BuiltInScenarios.StandardRoot).All;

        Assert.Equal(files, shipped.Select(entry => entry.Id));
        Problems.None(shipped.SelectMany(entry => entry.Reading.Problems.Select(problem => $"{entry.Id}: {problem}")));
        Problems.None(shipped.Where(entry => entry.Reading.File?.Name != entry.Id).Select(entry => $"{entry.Id} calls itself {entry.Reading.File?.Name}"));
    }

    [Fact]
    public void What_is_saved_is_there_for_the_next_server()
    {
        var saved = Saved.Save(Text("mine-1"), mayReplace: false);

        Assert.Equal("my.mine-1", saved.Id);
        Assert.Equal([saved.Text], Saved.All().Select(entry => entry.Text));
        Assert.Equal(ScenarioOrigin.Mine, new ScenarioLibrary(new BuiltInScenarios(_folder), Saved).Find("my.mine-1")!.Origin);
    }

    [Fact]
    public void Another_of_the_same_name_is_refused_unless_it_may_replace_it()
    {
        Saved.Save(Text("twice"), mayReplace: false);

        Assert.Contains("already", Assert.Throws<ScenarioRefusedException>(() => Saved.Save(Text("twice", seed: 7), mayReplace: false)).Message, StringComparison.Ordinal);
        Saved.Save(Text("twice", seed: 7), mayReplace: true);

        Assert.Equal(7ul, Assert.Single(Saved.All()).Reading.File!.Seed);
    }

    [Fact]
    public void What_is_wrong_is_never_saved()
    {
        var refused = Assert.Throws<ScenarioRefusedException>(() => Saved.Save("dynamokv: 1\nname: x\nsede: 1\n", mayReplace: true));

        Assert.Contains("line 3", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Saved.All());
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("C:x")]
    [InlineData("/etc/passwd")]
    [InlineData("Upper")]
    [InlineData("dot.dot")]
    [InlineData("nul\0l")]
    [InlineData("")]
    public void A_name_leads_nowhere_else(string name)
    {
        File.WriteAllText(Path.Combine(_folder, "outside.yaml"), Text("outside"));
        Saved.Save(Text("inside"), mayReplace: false);

        Assert.False(SavedScenarios.IsName(name));
        Assert.Null(Saved.Find(name));
        Saved.Delete(name);

        Assert.True(File.Exists(Path.Combine(_folder, "outside.yaml")));
        Assert.Single(Saved.All());
    }

    [Fact]
    public void A_text_that_is_too_long_and_a_scenario_too_many_are_refused()
    {
        Assert.Contains("at most", Assert.Throws<ScenarioRefusedException>(() => Saved.Save(Text("long") + new string('#', SavedScenarios.MaxTextLength), false)).Message, StringComparison.Ordinal);
        Directory.CreateDirectory(Path.Combine(_folder, "scenarios"));
        foreach (var number in Enumerable.Range(0, SavedScenarios.MaxCount))
        {
            File.WriteAllText(Path.Combine(_folder, "scenarios", $"s{number}.yaml"), "dynamokv: 1");
        }

        Assert.Contains("no more", Assert.Throws<ScenarioRefusedException>(() => Saved.Save(Text("one-more"), mayReplace: false)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_was_half_written_is_no_scenario_and_one_that_is_wrong_says_so()
    {
        Saved.Save(Text("whole"), mayReplace: false);
        File.WriteAllText(Path.Combine(_folder, "scenarios", "torn.yaml.half"), "dynamo");
        File.WriteAllText(Path.Combine(_folder, "scenarios", "wrong.yaml"), "dynamo");

        Assert.Equal(["whole", "wrong"], Saved.All().Select(entry => entry.Name));
        Assert.NotEmpty(Saved.Find("wrong")!.Reading.Problems);
    }

    [Theory]
    [InlineData("stale partition", true)]
    [InlineData("STALE", true)]
    [InlineData("stale nowhere", false)]
    [InlineData("", true)]
    public void A_search_finds_what_has_all_its_words(string wanted, bool isFound)
    {
        var text = Text("stale-read-under-partition");

        Assert.Equal(isFound, new ScenarioEntry("stale-read-under-partition", ScenarioOrigin.BuiltIn, "", text, ScenarioReader.Read(text)).Has(wanted));
    }

    [Fact]
    public void A_famous_failure_is_known_by_its_folder_or_by_its_summary()
    {
        ScenarioEntry Entry(string folder, string summary) =>
            new("x", ScenarioOrigin.BuiltIn, folder, "", ScenarioReader.Read($"dynamokv: 1\nname: x\nsummary: \"{summary}\"\n"));

        Assert.True(Entry("famous-failures", "").IsFamous);
        Assert.True(Entry("", "Famous failure: a deleted item comes back.").IsFamous);
        Assert.False(Entry("basics", "A crash.").IsFamous);
    }

    private static string Text(string name, int seed = 1) => $"dynamokv: 1\nname: {name}\nseed: {seed}\n";
}
