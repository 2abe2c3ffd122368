// One step in the history of a ring.

namespace DynamoKv.Engine.Ring;

/// <summary>A join or a leave. Ordered by time, then name, a join before a leave.</summary>
/// <param name="At">When it was committed, in microseconds; founders: 0.</param>
/// <param name="Member">Who.</param>
/// <param name="IsJoin">False: it leaves.</param>
public readonly record struct RingChange(long At, RingMember Member, bool IsJoin) : IComparable<RingChange>
{
    /// <summary>The order that all nodes agree on.</summary>
    public int CompareTo(RingChange other)
    {
        var order = At.CompareTo(other.At);
        order = order != 0 ? order : Member.Id.CompareTo(other.Member.Id);
        return order != 0 ? order : other.IsJoin.CompareTo(IsJoin);
    }
}
