// The parts of admission control, each for itself.
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Node.Background;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Tests.Node.Background;

public sealed class AdmissionTests
{
    private static Instant At(double seconds) => Instant.After(TimeSpan.FromSeconds(seconds));

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    [Fact]
    public void The_window_forgets_what_is_older_than_itself()
    {
        var latencies = new ForegroundLatencies(TimeSpan.FromSeconds(60));
        Assert.Null(latencies.P99(At(0)));
        latencies.Add(Ms(400), At(1));
        latencies.Add(Ms(10), At(50));

        AssertNear(400, latencies.P99(At(54)));
        AssertNear(10, latencies.P99(At(62)));
        Assert.Null(latencies.P99(At(500)));
    }

    [Fact]
    public void The_percentile_of_the_window_is_that_of_a_sorted_list_within_one_percent()
    {
        var (random, latencies, all) = (new DeterministicRandom(5), new ForegroundLatencies(TimeSpan.FromSeconds(60)), new List<double>());
        for (var operation = 0; operation < 5000; operation++)
        {
            var latency = 1 + (200 * Math.Pow(random.NextDouble(), 4));
            all.Add(latency);
            latencies.Add(Ms(latency), At(operation / 100.0));
        }

        AssertNear(all.Order().ElementAt((int)Math.Ceiling(0.99 * all.Count) - 1), latencies.P99(At(50)));
    }

    [Fact]
    public void The_pace_grows_by_a_step_and_falls_by_half_between_its_bounds()
    {
        var pace = new BackgroundPace(new AdmissionOptions { MaxSlicesPerSecond = 100, MinSlicesPerSecond = 20, Increase = 10 });
        for (var step = 0; step < 8; step++)
            Assert.True(pace.Quicken());

        Assert.False(pace.Quicken());
        Assert.True(pace.Slow());
        Assert.True(pace.Quicken());
        Assert.Equal(60, pace.SlicesPerSecond);
        Assert.True(pace.Slow());
        Assert.True(pace.Slow());
        Assert.Equal(20, pace.SlicesPerSecond);
        Assert.False(pace.Slow());
    }

    [Fact]
    public void No_more_slices_are_given_than_the_pace_allows()
    {
        var pace = new BackgroundPace(new AdmissionOptions { MinSlicesPerSecond = 50, MaxSlicesPerSecond = 50 });
        var given = 0;
        for (var millisecond = 0; millisecond < 10_000; millisecond++)
            given += pace.TryTake(At(millisecond / 1000.0)) ? 1 : 0;

        Assert.InRange(given, 495, 501);
    }

    private static void AssertNear(double expected, TimeSpan? actual) =>
        Assert.InRange(actual!.Value.TotalMilliseconds, expected * (1 - LatencyBuckets.RelativeError), expected * (1 + LatencyBuckets.RelativeError));
}
