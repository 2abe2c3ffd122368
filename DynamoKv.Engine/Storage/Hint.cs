// A replica that is kept for somebody else.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Storage;

/// <summary>A replica that a fallback keeps in the place of a primary (Dynamo 4.6). One a target and key.</summary>
/// <param name="Target">For whom it is kept.</param>
/// <param name="Key">The key.</param>
/// <param name="Versions">All versions kept for the target so far, merged; never empty.</param>
/// <param name="KeptSince">When the first of them was kept: the age of the hint counts from here.</param>
public sealed record Hint(NodeId Target, Key Key, SiblingSet Versions, Instant KeptSince);

/// <summary>What a store keeps for one target.</summary>
/// <param name="Target">For whom.</param>
/// <param name="Count">Hints.</param>
/// <param name="Bytes">Bytes of their keys (UTF-8) and values, as in <see cref="StoreStatistics.Bytes"/>.</param>
/// <param name="Oldest">When the oldest of them was first kept.</param>
public readonly record struct HintTarget(NodeId Target, long Count, long Bytes, Instant Oldest);
