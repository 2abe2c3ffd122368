// What came out of comparing two nodes.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Protocol;

/// <summary>Which way versions go when two nodes are compared.</summary>
public enum SyncMode
{
    /// <summary>Both ways.</summary>
    Both,

    /// <summary>From the target to the source only.</summary>
    Pull,

    /// <summary>From the source to the target only.</summary>
    Push,
}

/// <summary>How two nodes differ in a key.</summary>
public enum KeyDifference
{
    /// <summary>The target has it, the source lacks it.</summary>
    Missing,

    /// <summary>The source has it, the target lacks it.</summary>
    Extra,

    /// <summary>Both have it, with other versions.</summary>
    Mismatched,
}

/// <summary>A key in which two nodes differ.</summary>
public readonly record struct DifferingKey(Key Key, KeyDifference Difference);

/// <summary>What a comparison cost and found.</summary>
/// <param name="Hashes">Hashes compared, by either side.</param>
/// <param name="Bytes">Bytes of all messages: addresses, hashes, keys and versions, without what a network adds.</param>
/// <param name="Buckets">Leaves that differed.</param>
/// <param name="Missing">Keys that the target has and the source lacked.</param>
/// <param name="Extra">Keys that the source has and the target lacked.</param>
/// <param name="Mismatched">Keys of both with other versions.</param>
/// <param name="Pulled">Keys that changed at the source.</param>
/// <param name="Pushed">Keys that changed at the target.</param>
public readonly record struct ComparisonCounts(
    long Hashes, long Bytes, long Buckets, long Missing, long Extra, long Mismatched, long Pulled, long Pushed)
{
    /// <summary>Keys that differed.</summary>
    public long Differing => Missing + Extra + Mismatched;
}

/// <summary>What came out of comparing two nodes; with a dry run nothing was changed.</summary>
/// <param name="Source">Who compared.</param>
/// <param name="Target">With whom.</param>
/// <param name="IsDryRun">Whether it was a look only.</param>
/// <param name="Mode">Which way versions went, or would have gone.</param>
/// <param name="Ranges">How many ranges the two share.</param>
/// <param name="Counts">What it cost and found.</param>
/// <param name="Keys">The keys that differed, in the order found, at most <see cref="MaxKeys"/>.</param>
/// <param name="IsTruncated">Whether more keys differed than are listed.</param>
/// <param name="FullCopyKeys">Keys that a copy of everything shared would have sent.</param>
/// <param name="FullCopyBytes">
/// About how many bytes that would have been: the source's mean bytes a key, times the keys.
/// </param>
public sealed record Comparison(
    NodeId Source, NodeId Target, bool IsDryRun, SyncMode Mode, int Ranges, ComparisonCounts Counts,
    ImmutableArray<DifferingKey> Keys, bool IsTruncated, long FullCopyKeys, long FullCopyBytes)
{
    /// <summary>The most keys that are listed.</summary>
    public const int MaxKeys = 1_000;

    /// <summary>The listed keys of one kind, in the order found.</summary>
    public IEnumerable<Key> KeysThatAre(KeyDifference difference) =>
        Keys.Where(one => one.Difference == difference).Select(one => one.Key);
}
