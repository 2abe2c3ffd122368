// What the nodes of a run hold.
using System.Collections.Immutable;
using DynamoKv.Engine.Checking;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Scenarios.Running;

/// <summary>What the nodes of a run hold, read from their stores and not from the log.</summary>
internal static class Disks
{
    /// <summary>All of it.</summary>
    public static FinalState Of(SimulationRun run) => new(
        [.. run.Nodes.Where(run.IsUp).Select(node => new NodeState(node, run.Rows(node), run.Hints(node)))],
        key => PrimariesOf(run, key), Trees(run), IsConverging: true);

    /// <summary>Who has to hold a key.</summary>
    public static ImmutableArray<NodeId> PrimariesOf(SimulationRun run, Key key) =>
        run.Ring.PreferenceList(RingPosition.OfKey(key), run.Scenario.Node.Quorum.N);

    /// <summary>Every key that anybody holds, in key order.</summary>
    public static ImmutableArray<Key> Keys(FinalState disks) =>
        [.. disks.Nodes.SelectMany(node => node.Rows.Select(row => row.Key).Concat(node.Hints.Select(hint => hint.Key))).Distinct().Order()];

    /// <summary>Whether a node holds a live version of a key.</summary>
    public static bool Holds(SimulationRun run, NodeId node, Key key) =>
        run.Nodes.Contains(node) && run.Rows(node).Any(row => row.Key == key && row.Value.HasLiveValue);

    /// <summary>What keeps the replicas from being equal, in a sentence; null: nothing.</summary>
    public static string? Difference(SimulationRun run)
    {
        var disks = Of(run);
        var rows = disks.Nodes.ToDictionary(node => node.Node, node => node.Rows.ToDictionary(row => row.Key, row => row.Value));
        foreach (var key in Keys(disks))
        {
            NodeId? first = null;
            var expected = SiblingSet.Empty;
            foreach (var primary in PrimariesOf(run, key))
            {
                if (!rows.TryGetValue(primary, out var held))
                    return $"{primary}, a primary of '{key}', is down.";

                var own = held.GetValueOrDefault(key, SiblingSet.Empty);
                if (first is null)
                    (first, expected) = (primary, own);
                else if (!own.Equals(expected))
                    return $"{first} and {primary} hold different versions of '{key}'.";
            }
        }

        return Checking.Invariants.HintsAreDrained.Problem(disks);
    }

    private static ImmutableArray<TreeRoot> Trees(SimulationRun run) =>
        [.. run.Ring.Members.SelectMany(member => run.IsUp(member.Id) && run.Inspect(member.Id)?.AntiEntropy is { IsReady: true } known
            ? known.Trees.Select(tree => new TreeRoot(member.Id, tree.Range, tree.Root))
            : [])];
}
