// Random storms: what was promised holds, and everything that can happen does.
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Simulation.Swarm;
using DynamoKv.Engine.Versioning;
using DynamoKv.Tests.Architecture;
using static DynamoKv.Tests.Simulation.Worlds;

namespace DynamoKv.Tests.Simulation.Swarm;

public sealed class SwarmTests(SwarmPass pass) : IClassFixture<SwarmPass>
{
    [Fact]
    public void Nothing_that_is_promised_is_broken_by_two_hundred_seeds() => Problems.None(pass.Failures);

    [Theory]
    [InlineData(579)] // a coordinator died between its commit and its word
    [InlineData(6721)] // rows that waited in memory, for a disk that was full, were left out of a transfer
    [InlineData(7002)] // a former member handed over a hint of what everybody else had forgotten for good
    public void A_seed_that_once_found_a_mistake_finds_none_now(ulong seed) => Assert.Null(SwarmJudge.Run(seed));

    [Fact]
    public void The_storms_test_something() =>
        Assert.True(pass.AcknowledgedWrites > SwarmPass.Seeds * 40, $"Only {pass.AcknowledgedWrites} writes were acknowledged.");

    [Fact]
    public void Everything_that_can_happen_has_happened() =>
        Problems.None(pass.Coverage.Rows.Where(row => row.Count == 0).Select(row => $"never: {row.Name}"));

    [Fact]
    public void Plain_clocks_lose_nothing_that_was_acknowledged()
    {
        for (var seed = 1UL; seed <= 25; seed++)
        {
            var outcome = SwarmJudge.Judge(seed, VersionMode.VectorClock);
            Assert.True(outcome.Verdict.Holds, outcome.Report);
        }
    }

    [Fact]
    public void A_seed_that_fails_is_reported_with_the_line_that_repeats_it() =>
        Assert.Equal("dotnet run --project DynamoKv.Benchmarks -c Release -- swarm --seed 123", SwarmJudge.LineFor(123));

    [Fact]
    public void When_calm_weather_begins_everybody_is_up_and_nothing_is_broken()
    {
        for (var seed = 1UL; seed <= 10; seed++)
        {
            using var run = Start(SwarmScenario.Create(seed));
            run.RunUntil(SwarmScenario.Calm);
            Assert.Empty(run.ActiveFaults);
            Assert.All(run.Nodes, node => Assert.True(run.IsUp(node) && !run.IsPaused(node)));
        }
    }
}
