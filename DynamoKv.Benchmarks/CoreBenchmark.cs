// The bare core of the simulator: queue and network, no storage, no protocol.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Simulation.Events;
using DynamoKv.Engine.Simulation.Logging;
using DynamoKv.Engine.Simulation.Machinery;

namespace DynamoKv.Benchmarks;

/// <summary>Messages that bounce between nodes: whoever gets one sends the next.</summary>
internal static class CoreBenchmark
{
    private const int Events = 2_000_000;
    private const int UnderWay = 1_000;

    /// <summary>Measures events a second at two latencies.</summary>
    public static void Run(Report report)
    {
        Measure(report, "constant latency", Latency.Constant(TimeSpan.FromMilliseconds(1)));
        Measure(report, "lognormal latency", Latency.Lognormal(TimeSpan.FromMilliseconds(1), 0.5));
    }

    private static void Measure(Report report, string what, Latency latency) =>
        report.Line($"simulator core, {UnderWay:N0} messages under way, {what}: events", Measurement.Of(() => Bounce(latency)), ">= 1,000,000/s");

    private static long Bounce(Latency latency)
    {
        var nodes = new NodeTable([.. Enumerable.Range(1, 5).Select(number => new RingMember(new NodeId($"node-{number}")))]);
        var queue = new EventQueue();
        var options = new NetworkOptions { Latency = latency };
        var network = new SimulatedNetwork(options, nodes, queue, new EventLog(isTracing: false), new DeterministicRandom(42));
        var ball = new Message.Ping();
        for (var number = 0; number < UnderWay; number++)
        {
            network.Send(number % 5, (number + 1) % 5, ball, new Instant(number), 0);
        }

        for (var taken = 0; taken < Events; taken++)
        {
            queue.TryTake(out var arrived);
            network.Send(arrived.Node, (arrived.Node + 1) % 5, (Message)arrived.Payload!, new Instant(arrived.Time), 0);
        }

        return Events;
    }
}
