// What admission control of background work buys and costs (Dynamo 6.5).
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using static DynamoKv.Tests.Simulation.Worlds;

namespace DynamoKv.Tests.Simulation;

public sealed class AdmissionStory
{
    private static readonly Instant ReturnsAt = AtMs(15_000);

    private static readonly AdmissionOptions Admission = new()
    {
        P99Threshold = Ms(60),
        Window = TimeSpan.FromSeconds(5),
        AdjustEvery = Ms(500),
        MaxSlicesPerSecond = 200,
        MinSlicesPerSecond = 2,
        Increase = 2,
    };

    [Fact]
    public void Background_work_that_has_to_ask_leaves_the_clients_alone_and_takes_longer()
    {
        var (without, with) = (Handoff(admission: null), Handoff(Admission));

        GoldenFile.AssertSame("admission-of-background-work",
        [
            $"-- A node was away for a quarter of a minute and its peers keep {without.Hints} hints for it. Each commit takes 5 ms and covers two inputs at most.",
            $"hints go as they can:    the clients' p99 in the first five seconds is {Milliseconds(without.P99)}; the last hint is handed over {Seconds(without.Took)} after its return",
            $"hints ask for slices:    the clients' p99 in the first five seconds is {Milliseconds(with.P99)}; the last hint is handed over {Seconds(with.Took)} after its return",
        ]);
        Assert.True(without.Hints > 300 && without.Hints == with.Hints, $"{without.Hints} and {with.Hints} hints");
        Assert.True(with.P99 < without.P99 * 0.8, $"p99 {with.P99} against {without.P99}");
        Assert.True(with.Took > without.Took, $"handoff {with.Took} against {without.Took}");
        Assert.True(with.Refused > 0);
    }

    private static Outcome Handoff(AdmissionOptions? admission)
    {
        using var run = Start(Busy(admission));
        var away = run.Ring.Members[0].Id;
        run.RunFor(100);
        run.Apply(new CrashAction(away, CrashLoss.Memory));
        run.RunUntil(ReturnsAt);
        var hints = run.Scenario.Members.Where(one => one.Id != away).Sum(one => run.Inspect(one.Id)!.Handoff.Count);
        run.Apply(new RestartAction(away));
        run.RunUntil(AtMs(50_000));

        Assert.All(run.Scenario.Members, one => Assert.Equal(0, run.Inspect(one.Id)!.Handoff.Count));
        var delivered = run.Log.Last(entry => entry.What is TraceEvent.HintDelivered).At;
        var refused = run.Scenario.Members.Sum(one => run.Inspect(one.Id)!.Admission?.Refused ?? 0);
        return new Outcome(hints, P99While(run, ReturnsAt, AtMs(20_000)), delivered - ReturnsAt, refused);
    }

    // The clients' own waits for what they asked in a span of time, from the log.
    private static TimeSpan P99While(SimulationRun run, Instant from, Instant until)
    {
        var (asked, waits) = (new Dictionary<OperationId, Instant>(), new LatencyBuckets());
        foreach (var entry in run.Log.Where(entry => entry.At >= from))
        {
            if (entry.What is TraceEvent.RequestEntered entered && entry.At < until)
                asked.Add(entered.Request.Operation, entry.At);
            else if (entry.What is TraceEvent.ClientAnswered answered && asked.TryGetValue(answered.Response.Operation, out var since))
                waits.Add(entry.At - since);
        }

        return waits.Quantile(0.99)!.Value;
    }

    private static Scenario Busy(AdmissionOptions? admission) => Five with
    {
        Disk = new DiskOptions { CommitLatency = Latency.Constant(Ms(5)), MaxBatch = 2 },
        Node = new NodeOptions
        {
            Handoff = new HandoffOptions { FallbackAfter = Ms(100) },
            Admission = admission,
        },
        Workload = new WorkloadOptions
        {
            Clients = 5,
            OperationsPerSecond = 100,
            Keys = [.. Enumerable.Range(0, 2000).Select(key => Key.Of($"cart:{key}"))],
            GetShare = 0.3,
            Stop = AtMs(45_000),
        },
    };

    private static string Milliseconds(TimeSpan duration) => FormattableString.Invariant($"{duration.TotalMilliseconds:0} ms");

    private static string Seconds(TimeSpan duration) => FormattableString.Invariant($"{duration.TotalSeconds:0.0} s");

    private sealed record Outcome(long Hints, TimeSpan P99, TimeSpan Took, long Refused);
}
