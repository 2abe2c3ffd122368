// What is drawn from a seed.
using DynamoKv.Engine.Checking;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Simulation.Swarm;

/// <summary>What is drawn from a seed: the scenario, and what it promises.</summary>
internal sealed record SwarmPlan(Scenario Scenario, Expectations Expectations)
{
    /// <summary>Whether reads bring replicas together.</summary>
    public bool RepairsByReading => Scenario.Node.ReadRepair != ReadRepairMode.Off;

    /// <summary>Whether anything does.</summary>
    public bool IsConverging => RepairsByReading || Scenario.Node.AntiEntropy is not null;

    /// <summary>Draws everything; each concern has chance of its own, so that a change of one shifts no other.</summary>
    public static SwarmPlan Draw(ulong seed, VersionMode mode)
    {
        var root = new DeterministicRandom(seed).Stream("swarm");
        var cluster = SwarmCluster.Draw(new SwarmChance(root.Stream("cluster")));
        var extras = new SwarmExtras(new SwarmChance(root.Stream("extras")));
        var node = extras.AddTo(SwarmRoles.Draw(new SwarmChance(root.Stream("roles")), cluster) with { VersionMode = mode });
        var network = new SwarmChance(root.Stream("network"));
        var workload = new SwarmRequests(new SwarmChance(root.Stream("workload")), cluster);
        var faults = new SwarmFaults(new SwarmChance(root.Stream("faults")), cluster, node, workload.Keys);
        var harm = faults.Draw();
        var isDiskLost = harm.Exists(one => one.Action is CrashAction { Loss: CrashLoss.Disk });
        var graves = node.Reaping is null ? [] : new SwarmGraves(new SwarmChance(root.Stream("graves")), cluster).Draw();
        var scenario = new Scenario
        {
            Name = $"swarm {seed}",
            Seed = seed,
            Members = [.. cluster.Members],
            Ring = cluster.Ring,
            Node = node,
            Network = Network(network),
            Disk = Disk(network),
            Workload = workload.Workload(),
            Timeline = [.. harm, .. extras.WrongClocks(cluster, isDiskLost), .. extras.Mortal(workload.Planned()), .. graves],
        };
        return new SwarmPlan(scenario, Promise(node));
    }

    private static Expectations Promise(NodeOptions node) => new()
    {
        Quorum = node.Quorum,
        Mode = node.VersionMode,
        IsSloppy = node.Handoff?.IsSloppy ?? false,
        WritesReadsBack = node.ReadRepair == ReadRepairMode.Sync,
        MaxHints = node.Handoff?.MaxHints,
        MayForgetRows = node.BufferedWrites is not null,
    };

    private static NetworkOptions Network(SwarmChance chance) => new()
    {
        Latency = chance.Latency(),
        Loss = chance.Below(3) * 0.01,
        Duplicate = chance.Below(3) * 0.01,
        IsFifo = chance.Happens(0.3),
    };

    private static DiskOptions Disk(SwarmChance chance) => new()
    {
        CommitLatency = chance.Happens(0.4) ? Latency.Constant(TimeSpan.Zero) : chance.Latency(),
        MaxBatch = 1 << chance.Below(9),
    };
}
