// A key and what a node holds of it, on its way to another node.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Protocol;

/// <summary>A key and what a node holds of it.</summary>
public readonly record struct TransferRow(Key Key, SiblingSet Versions);

/// <summary>A key and the digest of what a node holds of it.</summary>
/// <param name="Digest">See <see cref="SiblingSet.Digest"/>.</param>
public readonly record struct StrayKey(Key Key, ulong Digest);
