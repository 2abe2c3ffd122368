// Where two runs part, against a plain comparison of their lines.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Simulation.Logging;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Tests.Sessions;

public sealed class RunComparisonTests : IDisposable
{
    private readonly SessionBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_fork_parts_from_its_run_where_something_else_was_done()
    {
        Run(_bench.Main, 30);
        var fork = _bench.Controls.Fork(_bench.Main.LastEvent / 2);
        fork.Controls!.Apply(new CrashAction(new NodeId("C"), CrashLoss.Memory));
        Run(fork, 30);

        var parting = RunComparison.Find(_bench.Main, fork);

        Assert.Equal(Plain(_bench.Main, fork), parting.Number);
        Assert.Contains(parting.First, entry => entry.Number == parting.Number);
        Assert.Contains(parting.Second, entry => entry.Number == parting.Number);
    }

    [Fact]
    public void The_same_seed_never_parts_and_the_longer_run_goes_on_alone()
    {
        var (one, other) = (_bench.Runs.Create(seed: 5), _bench.Runs.Create(seed: 5));
        Run(one, 30);
        Run(other, 60);

        var parting = RunComparison.Find(one, other);

        Assert.Null(parting.Number);
        Assert.Equal(Math.Min(one.LastEvent, other.LastEvent), parting.Compared);
        Assert.NotEqual(one.LastEvent, other.LastEvent);
        Assert.NotEmpty(parting.Second);
    }

    [Fact]
    public void Another_seed_parts_where_a_plain_comparison_says()
    {
        var (one, other) = (_bench.Runs.Create(seed: 5), _bench.Runs.Create(seed: 6));
        Run(one, 30);
        Run(other, 30);

        Assert.Equal(Plain(one, other), RunComparison.Find(one, other).Number);
    }

    private static long? Plain(IClusterSession one, IClusterSession other) => one.ReadLog(1, int.MaxValue).Zip(other.ReadLog(1, int.MaxValue))
        .Where(pair => LogLine.Format(pair.First) != LogLine.Format(pair.Second)).Select(pair => (long?)pair.First.Number).FirstOrDefault();

    private void Run(IClusterSession session, int ticks)
    {
        using var awake = session.KeepAwake();
        for (var tick = 0; tick < ticks; tick++)
        {
            _bench.Time.Advance(TimeSpan.FromMilliseconds(100));
        }
    }
}
