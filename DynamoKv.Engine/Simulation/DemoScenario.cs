// What a newcomer sees first.
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Simulation;

/// <summary>Five nodes, a few shopping carts, two gentle clients, and a network slow enough to watch.</summary>
public static class DemoScenario
{
    /// <summary>The seed that a fresh installation shows.</summary>
    public const ulong DefaultSeed = 42;

    private static readonly string[] Names = ["A", "B", "C", "D", "E"];

    /// <summary>The demo of a seed.</summary>
    public static Scenario Create(ulong seed = DefaultSeed) => new()
    {
        Name = "demo",
        Seed = seed,
        Members = [.. Names.Select(name => new RingMember(new NodeId(name)))],
        Node = new NodeOptions
        {
            RequestTimeout = TimeSpan.FromSeconds(1),
            Handoff = new HandoffOptions { FallbackAfter = TimeSpan.FromMilliseconds(400) },
            AntiEntropy = new AntiEntropyOptions { Every = TimeSpan.FromSeconds(20), Leaves = 4_096 },
            Gossip = new GossipOptions { Every = TimeSpan.FromSeconds(1), Seeds = [new NodeId("A")] },
            Reaping = new ReapingOptions { Grace = TimeSpan.FromMinutes(10) },
        },
        Network = new NetworkOptions { Latency = Latency.Lognormal(TimeSpan.FromMilliseconds(60), 0.4) },
        Disk = new DiskOptions { CommitLatency = Latency.Lognormal(TimeSpan.FromMilliseconds(2), 0.3) },
        Workload = new WorkloadOptions
        {
            Clients = 2,
            OperationsPerSecond = 2,
            Keys = [Key.Of("cart:alice"), Key.Of("cart:bob"), Key.Of("cart:carol"), Key.Of("session:42"), Key.Of("profile:eve")],
            GetShare = 0.4,
            DeleteShare = 0.05,
            Values = ["milk", "bread", "apples", "cheese", "coffee", "tea", "honey", "rice"],
            Start = Instant.After(TimeSpan.FromSeconds(1.5)),
        },
        Timeline = [new TimedAction(Instant.After(TimeSpan.FromSeconds(0.2)), FirstPut())],
    };

    private static RequestAction FirstPut()
    {
        var entry = new NodeId("A");
        var put = new ClientRequest.Put(
            new OperationId(entry, 1), Key.Of("cart:alice"), RequestOptions.None, WriteContent.Text("milk"), Context: null, OnlyIfAbsent: false);
        return new RequestAction(entry, put);
    }
}
