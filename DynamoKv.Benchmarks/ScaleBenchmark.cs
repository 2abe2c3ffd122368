// A big simulated cluster with the whole protocol switched on, against the clock.
using System.Diagnostics;
using System.Globalization;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Benchmarks;

/// <summary>100 nodes, every role at work, 10,000 operations a virtual second: how much faster than the clock it runs on one core.</summary>
internal static class ScaleBenchmark
{
    private const int SecondsEachRound = 5;

    /// <summary>Measures virtual seconds a real second.</summary>
    public static void Run(Report report)
    {
        using var run = new SimulationRun(Hundred(), new MemoryStoreFactory(), new RunOptions { IsTracing = false });
        var watch = Stopwatch.StartNew();
        report.Line("100 nodes, 10,000 operations/s, whole protocol", Measurement.Of(() =>
        {
            var before = run.Workload.Reads + run.Workload.Writes;
            run.RunUntil(run.Now + TimeSpan.FromSeconds(SecondsEachRound));
            return run.Workload.Reads + run.Workload.Writes - before;
        }), ">= 10,000/s: faster than real time");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.NewLine}virtual time {run.Now.SinceStart.TotalSeconds:0} s in {watch.Elapsed.TotalSeconds:0.0} s"));
    }

    private static Scenario Hundred() => new()
    {
        Name = "hundred nodes",
        Seed = 42,
        Members = [.. Enumerable.Range(1, 100).Select(number => new RingMember(new NodeId($"node-{number}")))],
        Node = NodeOptions.Everything,
        Workload = new WorkloadOptions
        {
            Clients = 64,
            OperationsPerSecond = 10_000,
            Keys = [.. Enumerable.Range(0, 10_000).Select(number => Key.Of($"key-{number}"))],
            GetShare = 0.5,
            DeleteShare = 0.02,
        },
    };
}
