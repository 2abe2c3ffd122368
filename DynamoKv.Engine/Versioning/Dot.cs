// The name of one write.
namespace DynamoKv.Engine.Versioning;

/// <summary>
/// The name of one write: the n-th (from 1) that this life of this node coordinated, over all its keys. Because the
/// count runs over all keys, the dots of one key have gaps; no dot is ever given twice.
/// </summary>
/// <param name="Actor">The life of the node that coordinated the write.</param>
/// <param name="Counter">Which of its writes, from 1.</param>
public readonly record struct Dot(VersionActor Actor, long Counter) : IComparable<Dot>
{
    /// <summary>By actor, then the earlier write first.</summary>
    public int CompareTo(Dot other)
    {
        var byActor = Actor.CompareTo(other.Actor);
        return byActor != 0 ? byActor : Counter.CompareTo(other.Counter);
    }

    /// <summary>"node/incarnation:counter".</summary>
    public override string ToString() => $"{Actor}:{Counter}";
}
