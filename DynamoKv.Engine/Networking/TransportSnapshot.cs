// What a transport has done so far, for metrics and pages.
using System.Collections.Immutable;
using DynamoKv.Engine.Networking.Faults;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Networking;

/// <summary>What a transport has done since it was made.</summary>
/// <param name="Peers">One for each peer it has had to do with, sorted by name.</param>
/// <param name="CallersRefused">Conversations that others began and that were refused: strangers, wrong clusters, twins.</param>
/// <param name="CalleesRefused">Conversations that this node began and that did not come about because of who answered, or of its refusal.</param>
/// <param name="Malformed">Streams that were closed because of bytes that no version has.</param>
/// <param name="UnknownKinds">Messages skipped because they are of a newer version.</param>
/// <param name="UnknownFields">Fields skipped because they are of a newer version.</param>
/// <param name="ToNobody">Messages dropped because their receiver is no member.</param>
/// <param name="QuestionsAsked">Questions asked.</param>
/// <param name="QuestionsAnswered">Questions answered.</param>
/// <param name="Faults">Faults that somebody has put in.</param>
public sealed record TransportSnapshot(
    ImmutableArray<PeerFigures> Peers, long CallersRefused, long CalleesRefused, long Malformed, long UnknownKinds, long UnknownFields,
    long ToNobody, long QuestionsAsked, long QuestionsAnswered, ImmutableArray<ActiveLinkFault> Faults);

/// <summary>How the way to a peer is.</summary>
public enum LinkState
{
    /// <summary>Nothing was sent to it yet.</summary>
    Idle,

    /// <summary>It is being called.</summary>
    Connecting,

    /// <summary>Messages go.</summary>
    Connected,

    /// <summary>It could not be reached; after a rest it is called again.</summary>
    Resting,
}

/// <summary>What passed between this node and a peer.</summary>
/// <param name="Peer">The peer.</param>
/// <param name="Address">Where it is; null: unknown.</param>
/// <param name="State">How the way to it is.</param>
/// <param name="Queued">Messages that wait.</param>
/// <param name="Sent">What went out.</param>
/// <param name="Received">What came in.</param>
/// <param name="Dropped">What did not.</param>
/// <param name="Connections">How often the peer was reached; all but the first are reconnects.</param>
/// <param name="Trouble">Why it could not be reached last, one sentence; null: it can.</param>
public sealed record PeerFigures(
    NodeId Peer, string? Address, LinkState State, int Queued, Traffic Sent, Traffic Received, DroppedMessages Dropped, long Connections, string? Trouble);

/// <summary>What went one way.</summary>
/// <param name="Messages">Messages.</param>
/// <param name="Bytes">Bytes of frames.</param>
/// <param name="Batches">Frames: messages divided by frames is the mean size of a batch.</param>
/// <param name="LargestBatch">The most messages in one frame.</param>
public readonly record struct Traffic(long Messages, long Bytes, long Batches, long LargestBatch);

/// <summary>Messages that were dropped, and why.</summary>
/// <param name="QueueFull">The peer did not take them as fast as they came.</param>
/// <param name="Unreachable">The peer could not be reached.</param>
/// <param name="Underway">The connection broke while they were being written.</param>
/// <param name="TooLarge">They are longer than a message may be.</param>
/// <param name="ByFault">Somebody has put in a fault.</param>
/// <param name="ReceiverFull">They came, and this node had no room for them.</param>
public readonly record struct DroppedMessages(
    long QueueFull, long Unreachable, long Underway, long TooLarge, long ByFault, long ReceiverFull)
{
    /// <summary>All of them.</summary>
    public long Total => QueueFull + Unreachable + Underway + TooLarge + ByFault + ReceiverFull;
}
