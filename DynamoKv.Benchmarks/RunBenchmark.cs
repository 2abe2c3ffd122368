// Whole simulated runs: workload, network, disks and protocol, with and without a log.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Benchmarks;

/// <summary>A run of five nodes under a write workload, as fast as one core goes. What starting costs is not measured.</summary>
internal static class RunBenchmark
{
    private const double OperationsPerSecond = 10_000; // of virtual time
    private const int SecondsEachRound = 5;

    /// <summary>Measures whole operations a second.</summary>
    public static void Run(Report report)
    {
        report.Line("simulated run, quorum puts, no log", Simulate(isTracing: false), ">= 100,000/s, <= 1,024 B");
        report.Line("simulated run, quorum puts, with its log", Simulate(isTracing: true));
    }

    private static Measurement Simulate(bool isTracing)
    {
        var options = new RunOptions { IsTracing = isTracing, MaxLogEntries = int.MaxValue };
        using var run = new SimulationRun(Writes(), new MemoryStoreFactory(), options);
        return Measurement.Of(() =>
        {
            var before = run.Workload.Writes;
            run.RunUntil(run.Now + TimeSpan.FromSeconds(SecondsEachRound));
            return run.Workload.Writes - before;
        });
    }

    private static Scenario Writes() => new()
    {
        Name = "benchmark",
        Seed = 42,
        Members = [.. Enumerable.Range(1, 5).Select(number => new RingMember(new NodeId($"node-{number}")))],
        Workload = new WorkloadOptions
        {
            Clients = 16,
            OperationsPerSecond = OperationsPerSecond,
            Keys = [.. Enumerable.Range(0, 1_000).Select(number => Key.Of($"key-{number}"))],
            GetShare = 0,
        },
    };
}
