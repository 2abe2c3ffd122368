// What nodes say to each other about hinted handoff (Dynamo 4.6).
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Protocol;

public abstract partial record Message
{
    /// <summary>A message of hinted handoff (Dynamo 4.6).</summary>
    public abstract record OfHandoff(Key Key) : Message;

    /// <summary>Hands over what the sender kept for the receiver.</summary>
    public sealed record HintDelivery(Key Key, SiblingSet Versions) : OfHandoff(Key);

    /// <summary>The target holds the hint's versions durably.</summary>
    /// <param name="Digest">The digest of what was delivered: only a hint that is still the same is forgotten.</param>
    public sealed record HintAcknowledged(Key Key, ulong Digest) : OfHandoff(Key);

    /// <summary>The target can't store it: its disk is full.</summary>
    public sealed record HintRefused(Key Key) : OfHandoff(Key);
}
