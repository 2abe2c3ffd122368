// Two runs side by side.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Scenarios;
using DynamoKv.Engine.Scenarios.Reports;
using DynamoKv.Engine.Scenarios.Running;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Tests.Scenarios.Reports;

public sealed class RunComparisonTests
{
    private static readonly ScenarioFile Small = Texts.Read("""
        dynamokv: 1
        name: small
        until: 4s
        settle: 2s
        workload: { clients: 2, rate: { open: 20/s }, keys: { count: 5 } }
        assert:
          - { id: a1, kind: availability, min: 100% }
        """);

    [Fact]
    public void Two_runs_part_at_the_first_event_in_which_they_differ()
    {
        var hand = new HandAction(Instant.After(TimeSpan.FromSeconds(2)), null, new CrashAction(new NodeId("A"), CrashLoss.Memory));
        var (left, right) = (Ran(Small, 5), Ran(Small with { ByHand = [hand] }, 5));

        var compared = RunComparison.Of(left, right);

        Assert.IsType<WorldEvent.NodeCrashed>(compared.Right!.What);
        Assert.Equal(compared.PartAt, compared.Right.Number);
        Assert.Equal(compared.PartAt - 1, compared.SharedEvents);
        Assert.True(compared.Left!.At >= Instant.After(TimeSpan.FromSeconds(2)));
        Assert.Equal(left.Figures!.Done, compared.Figures.Single(figure => figure.Name == "done").Left);
        Assert.Equal(right.Figures!.Done - (double)left.Figures.Done, compared.Figures.Single(figure => figure.Name == "done").Difference);
        Assert.Equal("a1", Assert.Single(compared.Verdicts).Id);
    }

    [Fact]
    public void The_same_run_twice_never_parts()
    {
        var compared = RunComparison.Of(Ran(Small, 5), Ran(Small, 5));

        Assert.Null(compared.PartAt);
        Assert.True(compared.SharedEvents > 100);
        Assert.All(compared.Figures, figure => Assert.Equal(figure.Left, figure.Right));
        Assert.False(compared.Verdicts.Single().Differs);
    }

    [Fact]
    public void A_run_that_is_the_beginning_of_another_does_not_part_from_it()
    {
        var whole = Ran(Small, 5);

        var compared = RunComparison.Of(whole with { Log = [.. whole.Log.Take(50)] }, whole);

        Assert.Equal((null, 50L), (compared.PartAt, compared.SharedEvents));
        Assert.Null(compared.Left);
        Assert.Equal(51, compared.Right!.Number);
    }

    [Fact]
    public void Other_seeds_part_and_a_run_without_figures_has_none()
    {
        var compared = RunComparison.Of(Ran(Small, 5), Ran(Small, 6) with { Figures = null, Verdicts = [] });

        Assert.NotNull(compared.PartAt);
        Assert.All(compared.Figures, figure => Assert.Null(figure.Difference));
        Assert.Null(compared.Verdicts.Single().Right);
    }

    private static ComparedRun Ran(ScenarioFile file, ulong seed)
    {
        using var runner = new ScenarioRunner(file, seed, new MemoryStoreFactory());
        runner.Advance(runner.End.SinceStart);
        var outcome = runner.Judge();
        return new ComparedRun([.. runner.Run.Log], RunFigures.Of(outcome.History), outcome.Verdicts);
    }
}
