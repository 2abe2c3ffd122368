// What the nodes of a cluster hold, read where it is.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Web.Sessions;

/// <summary>
/// What the nodes of a cluster hold: the disks of a simulation as the picture shows them, or those of real members, which are
/// asked. A null answer: the node does not answer, so nobody can tell. Thread-safe.
/// </summary>
public interface IClusterRows
{
    /// <summary>Some rows of a node, in the order of <see cref="Engine.Storage.Utf8KeyOrder"/>.</summary>
    ValueTask<RowPage?> ReadAsync(NodeId node, RowQuery query, CancellationToken cancellation);

    /// <summary>What a node holds of one key.</summary>
    ValueTask<KeyHolding?> HoldingAsync(NodeId node, Key key, CancellationToken cancellation);

    /// <summary>What a node keeps for others, by target, with the first keys.</summary>
    ValueTask<IReadOnlyList<HintsKept>?> HintsAsync(NodeId node, CancellationToken cancellation);

    /// <summary>The counts of a node's disk.</summary>
    ValueTask<StorageFacts?> StorageAsync(NodeId node, CancellationToken cancellation);
}

/// <summary>Which rows are wanted.</summary>
/// <param name="After">Only keys after this one; null: from the first.</param>
/// <param name="Prefix">Only keys that begin so (ordinal).</param>
/// <param name="Limit">The most rows, from 1; a page may have fewer without being the last.</param>
public sealed record RowQuery(Key? After, string Prefix, int Limit);

/// <summary>Some rows of a node.</summary>
/// <param name="IsLast">Nothing comes after them.</param>
public sealed record RowPage(ImmutableArray<HeldRow> Rows, bool IsLast);

/// <summary>A row of a node.</summary>
public readonly record struct HeldRow(Key Key, SiblingSet Versions);

/// <summary>What a node holds of one key.</summary>
/// <param name="Versions">In its own row; empty: none.</param>
/// <param name="Hints">What it keeps for others.</param>
public sealed record KeyHolding(SiblingSet Versions, ImmutableArray<HeldFor> Hints);

/// <summary>Versions that a node keeps for another one.</summary>
public sealed record HeldFor(NodeId Target, SiblingSet Versions);

/// <summary>What a node keeps for one other.</summary>
/// <param name="Keys">The first, at most <see cref="MaxKeys"/>.</param>
public sealed record HintsKept(NodeId Target, long Count, Instant Oldest, ImmutableArray<Key> Keys)
{
    /// <summary>The most keys that are named.</summary>
    public const int MaxKeys = 100;
}

/// <summary>The counts of a node's disk.</summary>
/// <param name="LiveKeys">Keys with a live value.</param>
/// <param name="Tombstones">Keys without one.</param>
/// <param name="Bytes">About how many bytes the rows have.</param>
/// <param name="Hints">Hints kept for others.</param>
/// <param name="Clock">All that the rows have seen, merged; null: there are too many to go through.</param>
public sealed record StorageFacts(long LiveKeys, long Tombstones, long Bytes, long Hints, VectorClock? Clock)
{
    /// <summary>Where the database is, where the node says it; null: it does not, or keeps its rows in memory.</summary>
    public string? Path { get; init; }

    /// <summary>A real node with more rows than this does not go through them for their clock.</summary>
    public const int MaxRowsOfClock = 10_000;
}
