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

    /// <summary>Whether a node holds a live version of a key; one whose time to live is over is none.</summary>
    public static bool Holds(SimulationRun run, NodeId node, Key key) =>
        run.Nodes.Contains(node) && run.Rows(node).Any(row => row.Key == key && row.Value.AsOf(run.Now).HasLiveValue);

    /// <summary>What keeps the replicas from being equal; null: nothing.</summary>
    public static Rift? Difference(SimulationRun run)
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
                    return new Rift($"{primary}, a primary of '{key}', is down.", key, [primary]);

                var own = held.GetValueOrDefault(key, SiblingSet.Empty);
                if (first is null)
                    (first, expected) = (primary, own);
                else if (!own.Equals(expected))
                    return new Rift($"{first} and {primary} hold different versions of '{key}'.", key, [first.Value, primary]);
            }
        }

        return HintLeft(disks);
    }

    /// <summary>The first hint that is left; null: none is.</summary>
    public static Rift? HintLeft(FinalState disks) => Checking.Invariants.HintsAreDrained.Problem(disks) is { } problem
        && disks.Nodes.First(node => node.Hints.Count > 0) is var keeper
        ? new Rift(problem, keeper.Hints[0].Key, [keeper.Node])
        : null;

    /// <summary>The first two trees that differ, with a key in which their nodes do; null: none differ.</summary>
    public static Rift? RootsThatDiffer(FinalState disks)
    {
        if (Checking.Invariants.MerkleRootsAreEqual.Problem(disks) is not { } problem)
            return null;

        var pair = disks.Trees.GroupBy(tree => tree.Range).First(trees => trees.Any(tree => tree.Root != trees.First().Root));
        var (one, other) = (pair.First(), pair.First(tree => tree.Root != pair.First().Root));
        var rows = disks.Nodes.ToDictionary(node => node.Node);
        var keys = Keys(disks).Where(key => pair.Key.Contains(RingPosition.OfKey(key)) && !rows[one.Node].RowOf(key).Equals(rows[other.Node].RowOf(key))).ToArray();
        return new Rift(problem, keys.Length == 0 ? null : keys[0], [one.Node, other.Node]);
    }

    private static ImmutableArray<TreeRoot> Trees(SimulationRun run) =>
        [.. run.Ring.Members.SelectMany(member => run.IsUp(member.Id) && run.Inspect(member.Id)?.AntiEntropy is { IsReady: true } known
            ? known.Trees.Select(tree => new TreeRoot(member.Id, tree.Range, tree.Root))
            : [])];
}
