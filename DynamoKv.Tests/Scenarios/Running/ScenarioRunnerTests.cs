// A scenario is run and judged.
using DynamoKv.Engine.Scenarios.Running;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Tests.Scenarios.Running;

public sealed class ScenarioRunnerTests
{
    [Fact]
    public void The_rich_scenario_gives_a_verdict_on_every_assertion()
    {
        var outcome = ScenarioRunner.RunToEnd(Texts.Read(Texts.Rich), 7);

        Assert.Null(outcome.StoppedBecause);
        Assert.Equal(12, outcome.Verdicts.Length);
        Assert.True(outcome.IsAsExpected, string.Join('\n', outcome.Verdicts));
    }

    [Fact]
    public void A_run_that_hits_its_limit_says_which_and_is_judged_by_what_it_has()
    {
        using var runner = new ScenarioRunner(Texts.Read(Texts.Rich), 7, new MemoryStoreFactory(), new RunOptions { MaxLogEntries = 4_000 });
        runner.Advance(runner.End.SinceStart);
        var outcome = runner.Judge();

        Assert.True(runner.IsOver);
        Assert.Contains("limit of 4,000 entries", outcome.StoppedBecause, StringComparison.Ordinal);
        Assert.True(outcome.History.Rows.Length > 50, $"{outcome.History.Rows.Length} rows.");
        Assert.Equal(12, outcome.Verdicts.Length);
        Assert.NotEqual(true, outcome.IsAsExpected);
    }
}
