// A scenario is run and judged.
using DynamoKv.Engine.Scenarios.Running;

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
}
