// Every scenario of the library comes out as it says.
using DynamoKv.Engine.Checking.Histories;
using DynamoKv.Engine.Scenarios.Assertions;

namespace DynamoKv.Tests.Scenarios.Library;

public sealed class LibraryTests(LibraryRuns library) : IClassFixture<LibraryRuns>
{
    public static TheoryData<string> Names { get; } = [.. LibraryRuns.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_scenario_of_the_library_comes_out_as_it_says(string name)
    {
        var runs = library.Of(name);

        Assert.NotEmpty(runs);
        Assert.All(runs, run => Assert.True(run.Outcome.IsAsExpected, $"seed {run.Outcome.Seed}: {run.Outcome.StoppedBecause}\n{string.Join('\n', run.Outcome.Verdicts)}"));
        Assert.All(runs, run => Assert.Empty(run.Stubborn));
        Assert.All(runs.SelectMany(run => run.Outcome.Verdicts), verdict => Assert.Matches(@"^\S.*\.$", verdict.Sentence));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_of_the_library_says_what_it_shows_and_asserts_it(string name)
    {
        var file = LibraryRuns.Read(name);

        Assert.Equal(name, file.Name);
        Assert.InRange(file.Summary.Length, 40, 200);
        Assert.EndsWith(".", file.Summary, StringComparison.Ordinal);
        Assert.Contains(file.Assertions, assertion => assertion.Expect != Expected.Any);
    }

    [Fact]
    public void The_library_uses_every_assertion_that_there_is()
    {
        var used = LibraryRuns.Names.SelectMany(name => LibraryRuns.Read(name).Assertions).Select(assertion => assertion.GetType()).ToHashSet();

        Assert.Empty(typeof(Assertion).GetNestedTypes().Except(used).Select(type => type.Name));
        Assert.True(LibraryRuns.Names.Length >= 30, $"{LibraryRuns.Names.Length} scenarios.");
    }

    [Fact]
    public void What_is_said_to_fail_names_the_lines_that_show_it()
    {
        var failed = LibraryRuns.Names.SelectMany(name => library.Of(name)).SelectMany(run => run.Outcome.Verdicts).Where(verdict => verdict.Outcome == VerdictOutcome.Fail).ToArray();

        Assert.True(failed.Length > 20, $"{failed.Length} verdicts fail.");
        Assert.All(failed, verdict => Assert.True(verdict.Lines.Length > 0 || verdict.Sentence.Contains("found nobody", StringComparison.Ordinal), verdict.ToString()));
    }
}
