// A whole scenario of one virtual minute: named clients, network legs and planned faults, with and without a log.
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Simulation.Clients;
using DynamoKv.Engine.Simulation.Planning;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Benchmarks;

/// <summary>Five nodes in memory, 60 virtual seconds, 200 operations a second. A figure is one operation; the target is for the whole.</summary>
internal static class ScenarioBenchmark
{
    private const int OperationsPerSecond = 200;
    private const int Seconds = 60;

    /// <summary>Measures whole runs, their start included.</summary>
    public static void Run(Report report)
    {
        const string Target = ">= 6,000/s (60 s in less than 2 s)";
        report.Line("scenario of 60 s, 200 operations/s, no log", Measurement.Of(() => Play(Plain, isTracing: false)), Target);
        report.Line("scenario of 60 s, 200 operations/s, with its log", Measurement.Of(() => Play(Plain, isTracing: true)), Target);
        report.Line("scenario of 60 s with roles, legs and faults, with its log", Measurement.Of(() => Play(Stormy, isTracing: true)), Target);
    }

    private static long Play(Scenario scenario, bool isTracing)
    {
        using var run = new SimulationRun(scenario, new MemoryStoreFactory(), new RunOptions { IsTracing = isTracing, MaxLogEntries = 5_000_000 });
        run.RunUntil(Instant.After(TimeSpan.FromSeconds(Seconds)));
        return run.StoppedBecause is null ? run.Workload.Asked : throw new InvalidOperationException(run.StoppedBecause);
    }

    private static Scenario Plain => new()
    {
        Name = "benchmark",
        Seed = 42,
        Members = [.. Enumerable.Range(1, 5).Select(number => new RingMember(new NodeId($"node-{number}")))],
        Clients = new ClientOptions
        {
            Load = new ClientLoad
            {
                Clients = 4,
                Pace = new ClientPace.Open(OperationsPerSecond),
                Keys = KeyChoice.Numbered(100, zipf: 1.1),
                ValueBytes = 64,
            },
        },
    };

    private static Scenario Stormy => Plain with
    {
        Node = new NodeOptions
        {
            Handoff = new HandoffOptions(),
            AntiEntropy = new AntiEntropyOptions { Every = TimeSpan.FromSeconds(10) },
            Gossip = new GossipOptions { Every = TimeSpan.FromSeconds(1), Seeds = [new NodeId("node-1")] },
        },
        Network = new NetworkOptions { Legs = NetworkLegs.All(Latency.Exponential(TimeSpan.FromMilliseconds(2))) },
        Faults =
        [
            new PlannedFault(
                "pauses",
                new FaultStart.Every(Latency.Exponential(TimeSpan.FromSeconds(8)), Instant.Zero, Instant.After(TimeSpan.FromSeconds(50))),
                new PlannedAction.Pause(new NodeSelector.Random(1)),
                TimeSpan.FromSeconds(1)),
            new PlannedFault(
                "hint",
                new FaultStart.On(new EventFilter("hint.stored", Nth: 100)),
                new PlannedAction.Crash(new NodeSelector.OfEvent(), CrashLoss.Unsynced),
                TimeSpan.FromSeconds(2)),
        ],
    };
}
