// From Merkle trees and comparisons to JSON shapes.
using DynamoKv.Engine.AntiEntropy;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Web.Api;

/// <summary>From Merkle trees and comparisons to JSON shapes.</summary>
internal static class MerkleFacts
{
    /// <summary>A node's tree over the range that has a position; the range with the most keys where none is named.</summary>
    public static async Task<MerkleTreeInfo> TreeAsync(ApiCall call, NodeId node, RingPosition? position, int levels)
    {
        var said = call.Session.Inspect(node)?.AntiEntropy;
        if (said is not { IsReady: true } || said.Trees.IsEmpty)
        {
            return new MerkleTreeInfo(null, node.Value, 0, 0, null, said is null ? "off" : "building");
        }

        var at = position ?? said.Trees.MaxBy(tree => tree.KeyCount)!.Range.End;
        if (await call.Session.MerkleTreeAsync(node, at, levels, call.Cancellation) is not { } root)
        {
            throw new ApiException(StatusCodes.Status404NotFound, $"{node} is no replica of the range at {at.Value}: leave 'range' out, or ask another node.");
        }

        var depth = said.Trees.FirstOrDefault(one => one.Range == root.Range)?.Depth ?? levels;
        return new MerkleTreeInfo(Shape(root), node.Value, root.KeyCount, depth, Shape(root.Range), "ready");
    }

    public static ComparisonInfo Shape(Comparison comparison, double now) => new(
        comparison.Source.Value, comparison.Target.Value, comparison.Counts.Differing == 0, Names(comparison, KeyDifference.Missing),
        Names(comparison, KeyDifference.Mismatched), Names(comparison, KeyDifference.Extra), comparison.Counts.Hashes, comparison.Counts.Bytes,
        comparison.FullCopyBytes, comparison.IsTruncated, now);

    /// <summary>What is done with a key, or would be; null: nothing, by the mode.</summary>
    public static string? Action(KeyDifference difference, SyncMode mode) => (difference, mode) switch
    {
        (KeyDifference.Missing, SyncMode.Push) or (KeyDifference.Extra, SyncMode.Pull) => null,
        (KeyDifference.Missing, _) or (KeyDifference.Mismatched, SyncMode.Pull) => "pull",
        (KeyDifference.Extra, _) or (KeyDifference.Mismatched, SyncMode.Push) => "push",
        _ => "both",
    };

    /// <summary>One sentence.</summary>
    public static string Message(Comparison comparison)
    {
        var counts = comparison.Counts;
        var cost = $"{counts.Hashes:N0} hashes and {counts.Bytes:N0} bytes, a full copy is about {comparison.FullCopyBytes:N0}";
        return counts.Differing == 0 ? $"{comparison.Source} and {comparison.Target} hold the same ({cost})."
            : comparison.IsDryRun ? $"{comparison.Source} and {comparison.Target} differ in {counts.Differing:N0} keys ({cost}). Nothing was changed."
            : $"{comparison.Source} and {comparison.Target} differed in {counts.Differing:N0} keys: {counts.Pulled:N0} pulled, {counts.Pushed:N0} pushed ({cost}).";
    }

    private static List<string> Names(Comparison comparison, KeyDifference difference) => [.. comparison.KeysThatAre(difference).Select(key => key.Text)];

    private static MerkleNodeInfo Shape(MerkleNode node) => new(node.Hash, node.IsLeaf, node.Level, node.Position, Shape(node.Range), node.KeyCount)
    {
        Children = node.Children.IsEmpty ? null : [.. node.Children.Select(Shape)],
    };

    private static PartitionInfo Shape(RingRange range) => new(range.Start.Value, range.End.Value);
}
