// Where a version is held.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Projections.Graphs;

/// <summary>Where in a node a version is held.</summary>
public enum HolderPlace
{
    /// <summary>In its own row on the disk.</summary>
    Disk,

    /// <summary>In its memory, not on the disk yet (Dynamo 6.1).</summary>
    Memory,

    /// <summary>Kept for another node (Dynamo 4.6).</summary>
    Hint,
}

/// <summary>A node that holds a version.</summary>
/// <param name="Node">Who.</param>
/// <param name="Place">Where in it.</param>
/// <param name="Target">For whom it keeps the version; null: for itself.</param>
/// <param name="Condition">What is known of the node's life.</param>
public readonly record struct VersionHolder(NodeId Node, HolderPlace Place, NodeId? Target, NodeCondition Condition);
