// Where a hash stands in what two nodes have in common, and what they say about it.
namespace DynamoKv.Engine.AntiEntropy;

/// <summary>A place in the trees that two nodes have in common.</summary>
/// <param name="Range">The number of the common range; -1: above the ranges, where their roots are summed up.</param>
/// <param name="Node">The node of that tree, numbered like a heap.</param>
public readonly record struct MerkleAddress(int Range, int Node);

/// <summary>A hash of one of the two.</summary>
/// <param name="Address">Where.</param>
/// <param name="Hash">The hash there.</param>
public readonly record struct MerkleHashAt(MerkleAddress Address, ulong Hash);

/// <summary>The other one has another hash there; with the hashes of the children, so that the descent can go on.</summary>
/// <param name="Address">Where.</param>
/// <param name="Left">The other's hash of the first child; 0 for a leaf.</param>
/// <param name="Right">The other's hash of the second child; 0 for a leaf.</param>
public readonly record struct MerkleDifference(MerkleAddress Address, ulong Left, ulong Right);
