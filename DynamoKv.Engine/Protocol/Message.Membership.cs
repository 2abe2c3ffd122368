// What nodes say to each other about membership and failure detection (Dynamo 4.8).
using DynamoKv.Engine.Membership;

namespace DynamoKv.Engine.Protocol;

public abstract partial record Message
{
    /// <summary>A message of membership and failure detection (Dynamo 4.8).</summary>
    public abstract record OfMembership(MembershipView View) : Message;

    /// <summary>Tells what the sender knows of the members, and asks for the same.</summary>
    public sealed record Gossip(MembershipView View) : OfMembership(View);

    /// <summary>The answer: what the other one knows now.</summary>
    public sealed record GossipReply(MembershipView View) : OfMembership(View);
}
