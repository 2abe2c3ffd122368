// How a ring is cut into partitions.

namespace DynamoKv.Engine.Ring;

/// <summary>How the ring is cut and the pieces are placed (Dynamo 6.2).</summary>
public enum PartitionStrategy
{
    /// <summary>Strategy 1: T random tokens a node, and each token ends a partition.</summary>
    RandomTokens = 1,

    /// <summary>Strategy 2: T random tokens a node, Q equal partitions, each placed clockwise from its end.</summary>
    RandomTokensEqualPartitions = 2,

    /// <summary>
    /// Strategy 3: Q equal partitions, Q/S of them a node; what a node holds depends on who joined and left before.
    /// </summary>
    EqualPartitionsEqualTokens = 3,
}

/// <summary>How a ring is cut into partitions; the same for all nodes of a cluster.</summary>
/// <param name="Strategy">One of the paper's three.</param>
/// <param name="Partitions">
/// Q, 1 to <see cref="MaxPartitions"/>. Strategy 1 ignores it; strategy 3 needs at least one a member.
/// </param>
public sealed record RingOptions(
    PartitionStrategy Strategy = PartitionStrategy.RandomTokens, int Partitions = 64)
{
    /// <summary>The largest Q.</summary>
    public const int MaxPartitions = 65_536;
}
