// What is seen of a real cluster from one of its members: nobody there stands above all nodes.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Protocol;

public abstract partial record WorldEvent
{
    /// <summary>Something that one member of a real cluster sees of the others.</summary>
    /// <param name="Node">Whom it is about.</param>
    public abstract record OfLive(NodeId Node) : WorldEvent;

    /// <summary>There is a member that was not known here.</summary>
    /// <param name="Address">Where it is reached.</param>
    public sealed record MemberFound(NodeId Node, string Address) : OfLive(Node);

    /// <summary>It is no member any more.</summary>
    public sealed record MemberGone(NodeId Node) : OfLive(Node);

    /// <summary>A member was asked and said how it stands; logged when that is news.</summary>
    /// <param name="Incarnation">Its present life.</param>
    /// <param name="Since">When that began.</param>
    /// <param name="Keys">Rows on its disk.</param>
    /// <param name="Kept">What it keeps for others, sorted.</param>
    /// <param name="Suspects">Peers that look down from there, sorted.</param>
    public sealed record MemberTold(
        NodeId Node, long Incarnation, Instant Since, long Keys, ImmutableArray<KeptFor> Kept, ImmutableArray<NodeId> Suspects) : OfLive(Node)
    {
        /// <inheritdoc/>
        public bool Equals(MemberTold? other) =>
            other is not null && Node == other.Node && Incarnation == other.Incarnation && Since == other.Since && Keys == other.Keys
            && Kept.AsSpan().SequenceEqual(other.Kept.AsSpan()) && Suspects.AsSpan().SequenceEqual(other.Suspects.AsSpan());

        /// <inheritdoc/>
        public override int GetHashCode() => unchecked((Node.GetHashCode() * 31) + (int)Keys);
    }

    /// <summary>A member does not answer. Whether it runs nobody here can tell: it may be cut off only.</summary>
    /// <param name="SeenBy">Who hears nothing of it.</param>
    /// <param name="CountsAsDown">Whether its silence is so long that the failure detector takes it for down.</param>
    public sealed record MemberSilent(NodeId Node, NodeId SeenBy, bool CountsAsDown) : OfLive(Node);

    /// <summary>Rows that a member showed when it was asked: those that are in the picture from then on.</summary>
    /// <param name="Rows">The first ones, in key order.</param>
    public sealed record RowsShown(NodeId Node, ImmutableArray<ShownRow> Rows) : OfLive(Node);

    /// <summary>What a member said is missing here.</summary>
    /// <param name="Events">How many events; null: nobody knows.</param>
    /// <param name="Reason">Why, one sentence.</param>
    public sealed record TraceMissing(NodeId Node, long? Events, string Reason) : OfLive(Node);

    /// <summary>
    /// A message that must have travelled, as both of its ends say: the sender what it meant to do, the receiver what came of
    /// it. Nobody saw it on its way; logged when what it led to is.
    /// </summary>
    /// <param name="Number">Counts them, from 1.</param>
    /// <param name="Node">The sender.</param>
    /// <param name="Receiver">The receiver.</param>
    /// <param name="Operation">On whose behalf.</param>
    /// <param name="What">What it was.</param>
    /// <param name="LeftAt">When the sender had done what it followed from. It arrived at the time of the line, at the latest.</param>
    public sealed record MessageSeen(
        long Number, NodeId Node, NodeId Receiver, OperationId Operation, SeenMessage What, Instant LeftAt) : OfLive(Node);
}

/// <summary>What a member keeps for another one, in short.</summary>
/// <param name="Target">For whom.</param>
/// <param name="Count">Hints.</param>
/// <param name="Oldest">When the oldest was first kept.</param>
public readonly record struct KeptFor(NodeId Target, long Count, Instant Oldest);

/// <summary>A row as its node showed it.</summary>
public readonly record struct ShownRow(Key Key, SiblingSet Versions);

/// <summary>What a message was that nobody saw on its way.</summary>
public enum SeenMessage
{
    /// <summary>A request on its way to its coordinator.</summary>
    Request,

    /// <summary>Versions for a replica or a fallback.</summary>
    Copy,

    /// <summary>It has them.</summary>
    Acknowledgement,

    /// <summary>A replica is asked and answers: of the two ways only the whole is known.</summary>
    RoundTrip,

    /// <summary>Versions that a read found missing.</summary>
    Repair,

    /// <summary>The operation's answer on its way to where the request entered.</summary>
    Answer,
}
