// What a coordinator was told on behalf of one operation.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Checking;

/// <summary>What a coordinator was told on behalf of one operation.</summary>
internal sealed class OperationTrack
{
    /// <summary>What the answers showed that its read has counted.</summary>
    public WriteSet Seen { get; } = new();

    /// <summary>
    /// Whether the log tells of as many answers as it waited for; a coordinator that died before it spoke leaves
    /// fewer.
    /// </summary>
    public bool HasQuorum { get; set; }

    /// <summary>Whose answers to a read reached it, itself included.</summary>
    public SortedSet<NodeId> Answered { get; } = [];

    /// <summary>Whether it has stored its write.</summary>
    public bool HasWritten { get; set; }
}
