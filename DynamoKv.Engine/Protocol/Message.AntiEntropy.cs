// What nodes say to each other about anti-entropy (Dynamo 4.7).
using System.Collections.Immutable;
using DynamoKv.Engine.AntiEntropy;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Protocol;

public abstract partial record Message
{
    /// <summary>A message of anti-entropy (Dynamo 4.7).</summary>
    /// <param name="Exchange">The comparison it belongs to.</param>
    /// <param name="Step">Counts the questions of the comparison; an answer has the number of its question.</param>
    public abstract record OfAntiEntropy(ExchangeId Exchange, int Step) : Message;

    /// <summary>A question of whoever began. The answerer keeps no state, so that it may be asked twice and forgotten.</summary>
    public abstract record OfExchange(ExchangeId Exchange, int Step, ExchangeTerms Terms) : OfAntiEntropy(Exchange, Step);

    /// <summary>Asks which of these nodes of the shared trees have another hash at the receiver.</summary>
    public sealed record CompareHashes(ExchangeId Exchange, int Step, ExchangeTerms Terms, ImmutableArray<MerkleHashAt> Nodes)
        : OfExchange(Exchange, Step, Terms);

    /// <summary>The nodes that differ, with the hashes of their children.</summary>
    public sealed record HashesCompared(ExchangeId Exchange, int Step, ImmutableArray<MerkleDifference> Differing)
        : OfAntiEntropy(Exchange, Step);

    /// <summary>Asks for the keys of some leaves.</summary>
    /// <param name="After">Of the first leaf only those after this one; null: all.</param>
    public sealed record ListKeys(
        ExchangeId Exchange, int Step, ExchangeTerms Terms, ImmutableArray<MerkleAddress> Leaves, Key? After)
        : OfExchange(Exchange, Step, Terms);

    /// <summary>The keys, leaf by leaf in the order asked, as many as one message may hold.</summary>
    /// <param name="CompleteLeaves">How many leaves are listed to their end; a further one may have begun.</param>
    /// <param name="Reached">The last listed key of the leaf that has begun; null: none has.</param>
    public sealed record KeysListed(ExchangeId Exchange, int Step, ImmutableArray<KeyDigest> Keys, int CompleteLeaves, Key? Reached)
        : OfAntiEntropy(Exchange, Step);

    /// <summary>Gives versions to merge and asks for others.</summary>
    public sealed record SwapVersions(
        ExchangeId Exchange, int Step, ExchangeTerms Terms, ImmutableArray<KeyVersions> Offered, ImmutableArray<Key> Wanted)
        : OfExchange(Exchange, Step, Terms);

    /// <summary>The versions that were wanted, and how many of the offered keys changed something.</summary>
    public sealed record VersionsSwapped(ExchangeId Exchange, int Step, ImmutableArray<KeyVersions> Rows, int Merged)
        : OfAntiEntropy(Exchange, Step);

    /// <summary>The receiver does not take part.</summary>
    public sealed record ExchangeRefused(ExchangeId Exchange, int Step, ExchangeRefusal Reason) : OfAntiEntropy(Exchange, Step);
}

/// <summary>A key and its versions on their way between two nodes.</summary>
public readonly record struct KeyVersions(Key Key, SiblingSet Versions);

/// <summary>Why a comparison did not come to its end.</summary>
public enum ExchangeRefusal
{
    /// <summary>The peer is still building its trees.</summary>
    Building,

    /// <summary>The two know different memberships, so that they do not agree on what they share.</summary>
    OtherRing,

    /// <summary>The peer's anti-entropy is paused.</summary>
    Paused,

    /// <summary>The peer did not answer.</summary>
    Silent,

    /// <summary>Something else came first: a comparison asked for by hand, a pause, a change of the membership.</summary>
    Interrupted,
}
