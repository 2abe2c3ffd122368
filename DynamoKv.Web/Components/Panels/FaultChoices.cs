// Which faults make sense now, and why others do not.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Web.Components.Texts;

namespace DynamoKv.Web.Components.Panels;

/// <summary>An act on a node: what it does, and why it can't be done now.</summary>
/// <param name="Name">Its name on a button.</param>
/// <param name="Hint">What it does.</param>
/// <param name="Action">The act.</param>
/// <param name="Reason">Why it makes no sense now; null: it does.</param>
public sealed record NodeChoice(string Name, string Hint, ScenarioAction Action, string? Reason);

/// <summary>Which faults make sense now. An impossible one stays visible with its reason.</summary>
public static class FaultChoices
{
    /// <summary>How much a slow disk's commits take longer.</summary>
    public static TimeSpan DiskDelay { get; } = TimeSpan.FromMilliseconds(50);

    /// <summary>What can be done to a node.</summary>
    public static ImmutableArray<NodeChoice> Of(NodeView node)
    {
        var down = node.Condition == NodeCondition.Down ? Words.Fill(FaultText.IsDown, node.Id) : null;
        var notDown = down is null ? Words.Fill(FaultText.IsUp, node.Id) : null;
        var paused = down ?? (node.Condition == NodeCondition.Paused ? Words.Fill(FaultText.IsPaused, node.Id) : null);
        var notPaused = node.Condition == NodeCondition.Paused ? null : Words.Fill(FaultText.IsNotPaused, node.Id);
        return
        [
            new(FaultText.Crash, FaultText.CrashHint, new CrashAction(node.Id, CrashLoss.Memory), down),
            new(FaultText.CrashUnsynced, FaultText.CrashUnsyncedHint, new CrashAction(node.Id, CrashLoss.Unsynced), down),
            new(FaultText.CrashDisk, FaultText.CrashDiskHint, new CrashAction(node.Id, CrashLoss.Disk), down),
            new(FaultText.Restart, FaultText.Restart, new RestartAction(node.Id), notDown),
            new(FaultText.Pause, FaultText.Pause, new PauseAction(node.Id), paused),
            new(FaultText.Resume, FaultText.Resume, new ResumeAction(node.Id), notPaused),
        ];
    }

    /// <summary>Parts the chosen nodes from the others.</summary>
    public static PartitionAction Part(ClusterSnapshot snapshot, IReadOnlySet<NodeId> side) => new(
        FreshName(snapshot, "partition"),
        [[.. snapshot.Nodes.Keys.Where(side.Contains)], [.. snapshot.Nodes.Keys.Where(node => !side.Contains(node))]]);

    /// <summary>Adds delay to every link.</summary>
    public static LinkAction SlowNetwork(ClusterSnapshot snapshot, TimeSpan delay) =>
        new(FreshName(snapshot, "slow-network"), null, null, Latency.Constant(delay), 0, 0);

    /// <summary>Adds delay to a node's commits.</summary>
    public static SlowDiskAction SlowDisk(ClusterSnapshot snapshot, NodeId node) =>
        new(FreshName(snapshot, "slow-disk"), node, Latency.Constant(DiskDelay));

    /// <summary>A name that no fault in force has: "partition-1".</summary>
    public static string FreshName(ClusterSnapshot snapshot, string kind)
    {
        // Counted by the log too: a name that was healed is not used again.
        var number = snapshot.EventNumber;
        while (snapshot.Faults.ContainsKey(Words.Fill("{0}-{1}", kind, number)))
        {
            number++;
        }

        return Words.Fill("{0}-{1}", kind, number);
    }
}
