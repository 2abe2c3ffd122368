// Who gives out version numbers.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Versioning;

/// <summary>
/// One life of a node: the node and the incarnation it took when it started. Ordered by node, then incarnation.
/// A node that comes back with an empty or rolled-back disk counts under a new incarnation, so that nobody's context
/// covers its new writes by accident (riak_kv issue 679).
/// </summary>
/// <param name="Node">The node.</param>
/// <param name="Incarnation">Which of its lives, not negative.</param>
public readonly record struct VersionActor(NodeId Node, long Incarnation) : IComparable<VersionActor>
{
    /// <summary>Ordinal order of the nodes, then the older life first.</summary>
    public int CompareTo(VersionActor other)
    {
        var byNode = Node.CompareTo(other.Node);
        return byNode != 0 ? byNode : Incarnation.CompareTo(other.Incarnation);
    }

    /// <summary>"node/incarnation".</summary>
    public override string ToString() => $"{Node}/{Incarnation}";
}
