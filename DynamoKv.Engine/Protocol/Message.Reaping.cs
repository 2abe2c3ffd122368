// What nodes say to each other about removing tombstones for good.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Protocol;

public abstract partial record Message
{
    /// <summary>A message of removing tombstones for good.</summary>
    /// <param name="Round">Names the round of its proposer's life.</param>
    public abstract record OfReaping(long Round) : Message;

    /// <summary>Asks every member: may these be removed?</summary>
    /// <param name="Epoch">The membership by which the proposer asks everybody.</param>
    public sealed record ReapProposed(long Round, long Epoch, ImmutableArray<ReapedKey> Keys) : OfReaping(Round);

    /// <summary>The answer: for which of the keys nothing here stands against it, one bit a key in their order.</summary>
    public sealed record ReapAnswered(long Round, ImmutableArray<bool> Agreed) : OfReaping(Round);

    /// <summary>Everybody has agreed: remove them.</summary>
    public sealed record ReapAgreed(long Round, ImmutableArray<ReapedKey> Keys) : OfReaping(Round);
}

/// <summary>A key and the digest of the sibling set that is to be removed.</summary>
public readonly record struct ReapedKey(Key Key, ulong Digest);
