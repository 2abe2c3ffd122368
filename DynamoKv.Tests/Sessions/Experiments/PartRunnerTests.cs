// Parts side by side.
using System.Collections.Concurrent;
using System.Collections.Immutable;
using DynamoKv.Engine.Experiments.Plans;
using DynamoKv.Web.Sessions.Experiments;

namespace DynamoKv.Tests.Sessions.Experiments;

public sealed class PartRunnerTests
{
    private static readonly ExperimentPart[] Parts = [.. Enumerable.Range(0, 50).Select(number => new ExperimentPart(number, "", 1, 1))];

    [Fact]
    public async Task Every_part_is_done_once_on_threads_that_give_way()
    {
        var (done, priorities) = (new ConcurrentBag<int>(), new ConcurrentBag<ThreadPriority>());
        var experiment = new Counting(part =>
        {
            priorities.Add(Thread.CurrentThread.Priority);
            return $"{part.Number}";
        });

        await PartRunner.RunAsync(experiment, Parts, 3, (part, line) => done.Add(int.Parse(line, System.Globalization.CultureInfo.InvariantCulture)), TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(0, 50), done.Order());
        Assert.Equal([ThreadPriority.Lowest], priorities.Distinct());
    }

    [Fact]
    public async Task Ended_early_it_says_so_and_what_is_done_was_told()
    {
        using var stop = new CancellationTokenSource();
        var done = new ConcurrentBag<int>();
        var experiment = new Counting(part =>
        {
            if (part.Number == 10)
                stop.Cancel();

            return "";
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PartRunner.RunAsync(experiment, Parts, 1, (part, _) => done.Add(part.Number), stop.Token));

        Assert.Equal(Enumerable.Range(0, 11), done.Order());
    }

    [Fact]
    public async Task A_part_that_fails_ends_the_others_and_is_told()
    {
        var failed = await Assert.ThrowsAsync<InvalidOperationException>(() => PartRunner.RunAsync(
            new Counting(part => part.Number == 3
                ? throw new InvalidOperationException("broken")
                : ""), Parts, 2, (_, _) => { }, TestContext.Current.CancellationToken));

        Assert.Equal("broken", failed.Message);
    }

    [Fact]
    public void The_rate_counts_what_was_done_now_and_says_how_long_the_rest_takes()
    {
        var rate = new ProgressRate(60, 100, 20, TimeSpan.FromSeconds(10));

        Assert.Equal((0.6, 2.0, 20.0), (rate.Share, rate.PerSecond!.Value, rate.Left!.Value.TotalSeconds));
        Assert.Null(new ProgressRate(40, 100, 0, TimeSpan.FromSeconds(10)).Left);
    }

    private sealed class Counting(Func<ExperimentPart, string> run) : IExperiment
    {
        public string Name => "counting";

        public string Title => "";

        public string Claim => "";

        public string Source => "";

        public ImmutableArray<ExperimentPart> Parts => [.. PartRunnerTests.Parts];

        public string Run(ExperimentPart part, CancellationToken stop) => run(part);

        public ExperimentReport Conclude(IReadOnlyDictionary<int, string> results) =>
            new() { Rows = [], Seeds = "1", Done = results.Count, Parts = Parts.Length };
    }
}
