// The name of a client operation.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Protocol;

/// <summary>
/// The name of one client operation: the node at which it entered and a number that the world never gives twice for
/// that node, not even after a restart (a late acknowledgement must not count for another operation).
/// </summary>
public readonly record struct OperationId(NodeId Entry, long Number)
{
    /// <summary>"entry#number".</summary>
    public override string ToString() => $"{Entry}#{Number}";
}
