// A member of a cluster from its beginning.
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Engine.Hosting;

/// <summary>A member of a cluster from its beginning, and where it is reached.</summary>
/// <param name="Member">As the ring sees it; all founders must say the same of each other.</param>
/// <param name="Address">Where its server listens, such as http://127.0.0.1:8081.</param>
public sealed record Founder(RingMember Member, string Address)
{
    internal MemberRecord ToRecord() => MemberRecord.Founder(Member) with { Address = Address };
}
