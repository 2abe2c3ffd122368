// Small clusters for the simulator's tests, and short words for what is done to them.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Simulation;

internal static class Worlds
{
    public static Key Cart { get; } = Key.Of("cart:alice");

    public static Scenario Five { get; } = new()
    {
        Name = "five",
        Seed = 7,
        Members = [.. "ABCDE".Select(name => new RingMember(new NodeId(name.ToString()), Tokens: 8))],
        Network = new NetworkOptions { Latency = Latency.Constant(Ms(2)) },
    };

    public static Scenario FiveWithSlowCommits { get; } = Five with { Disk = new DiskOptions { CommitLatency = Latency.Constant(Ms(10)) } };

    public static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    public static Instant AtMs(double milliseconds) => Instant.After(Ms(milliseconds));

    public static SimulationRun Start(Scenario scenario, RunOptions? options = null) => new(scenario, new MemoryStoreFactory(), options);

    /// <summary>The replicas of the cart, primaries in preference order.</summary>
    public static ImmutableArray<NodeId> Replicas(this SimulationRun run) => run.Ring.PreferenceList(RingPosition.OfKey(Cart), 3);

    public static OperationId Put(this SimulationRun run, NodeId via, string value = "milk")
    {
        var id = run.NextOperation(via);
        run.Apply(new RequestAction(via, new ClientRequest.Put(id, Cart, RequestOptions.None, WriteContent.Text(value), null, false)));
        return id;
    }

    public static OperationId Get(this SimulationRun run, NodeId via)
    {
        var id = run.NextOperation(via);
        run.Apply(new RequestAction(via, new ClientRequest.Get(id, Cart, RequestOptions.None)));
        return id;
    }

    /// <summary>Writes key-0, key-1, ... by the first node, one after the other.</summary>
    public static void PutMany(this SimulationRun run, int count)
    {
        for (var number = 0; number < count; number++)
        {
            var via = run.Nodes[0];
            run.Apply(new RequestAction(via, new ClientRequest.Put(
                run.NextOperation(via), Key.Of($"key-{number}"), RequestOptions.None, WriteContent.Text($"v{number}"), null, false)));
            run.RunFor(10);
        }
    }

    public static void RunFor(this SimulationRun run, double milliseconds) => run.RunUntil(run.Now + Ms(milliseconds));

    public static IEnumerable<T> Logged<T>(this SimulationRun run)
        where T : TraceEvent => run.Log.Select(entry => entry.What).OfType<T>();

    /// <summary>The live values that a node's disk holds of the cart, in order.</summary>
    public static string[] CartAt(this SimulationRun run, NodeId node) =>
        [.. run.Rows(node).Where(row => row.Key == Cart)
            .SelectMany(row => row.Value.Siblings)
            .Where(one => !one.IsTombstone)
            .Select(one => one.ValueAsText())];
}
