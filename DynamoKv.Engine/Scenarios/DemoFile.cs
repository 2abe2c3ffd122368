// The demo as a file.
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Engine.Scenarios;

/// <summary>The demo as a file, so that it is stored, saved and exported like any other run.</summary>
public static class DemoFile
{
    // A demo has no end that anybody would live to see.
    private static readonly TimeSpan Endless = TimeSpan.FromDays(3_000);

    /// <summary>The demo of a seed.</summary>
    public static ScenarioFile Create(ulong seed, Quorum quorum)
    {
        var demo = DemoScenario.Create(seed);
        return new ScenarioFile
        {
            Name = demo.Name,
            Summary = "Five nodes, a few shopping carts, two gentle clients, and a network slow enough to watch.",
            Seed = seed,
            Until = Endless,
            Settle = TimeSpan.Zero,
            Cluster = new ClusterPart { Nodes = [.. demo.Members.Select(member => member.Id)], Node = demo.Node with { Quorum = quorum }, Disk = demo.Disk },
            Network = new NetworkPart { Options = demo.Network },
            Background = demo.Workload,
            ByHand = [.. demo.Timeline.Select(planned => new HandAction(planned.At, null, planned.Action))],
        };
    }
}
