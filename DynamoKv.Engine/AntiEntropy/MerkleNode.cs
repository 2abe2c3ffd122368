// A node of a Merkle tree, as people see it.
using System.Collections.Immutable;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Engine.AntiEntropy;

/// <summary>A node of a Merkle tree, as people see it.</summary>
/// <param name="Hash">Sixteen hexadecimal digits; all 0 when no key lies below it.</param>
/// <param name="IsLeaf">Whether it is a bucket of keys.</param>
/// <param name="Level">Distance from the root, which has 0.</param>
/// <param name="Position">Its number in its level, from 0, clockwise.</param>
/// <param name="Range">Which part of the ring lies below it.</param>
/// <param name="KeyCount">How many keys lie below it.</param>
/// <param name="Children">Two, or none for leaves and where the walk stopped.</param>
public sealed record MerkleNode(
    string Hash, bool IsLeaf, int Level, int Position, RingRange Range, int KeyCount, ImmutableArray<MerkleNode> Children);
