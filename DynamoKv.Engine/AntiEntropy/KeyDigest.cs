// A key and what its versions hash to.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.AntiEntropy;

/// <summary>A key and what its versions hash to: all that two replicas need to find out whether they agree on it.</summary>
/// <param name="Key">The key.</param>
/// <param name="Digest">Of the canonical bytes of its versions; 0: nothing is stored under it.</param>
public readonly record struct KeyDigest(Key Key, ulong Digest);
