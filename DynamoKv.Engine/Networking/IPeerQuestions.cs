// Questions between the processes of a cluster that are no part of the protocol: what pages and administrators want to see.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Networking;

/// <summary>
/// Asks other members for what pages and administrators want to see. It takes the same authenticated way as messages,
/// but is no part of the protocol: no node needs an answer to do its work. Thread-safe.
/// </summary>
public interface IPeerQuestions
{
    /// <summary>Asks a member once.</summary>
    /// <exception cref="PeerSilentException">When no answer came in time, or the peer can't be reached.</exception>
    Task<ReadOnlyMemory<byte>> AskAsync(NodeId peer, string subject, ReadOnlyMemory<byte> question, CancellationToken cancellation);

    /// <summary>Asks a member for a stream of answers, until one side ends it.</summary>
    /// <exception cref="PeerSilentException">When the peer can't be reached any more.</exception>
    IAsyncEnumerable<ReadOnlyMemory<byte>> FollowAsync(NodeId peer, string subject, ReadOnlyMemory<byte> question, CancellationToken cancellation);
}

/// <summary>Answers the questions of other members. Thread-safe.</summary>
public interface IPeerAnswers
{
    /// <summary>Answers once.</summary>
    Task<ReadOnlyMemory<byte>> AnswerAsync(NodeId asker, string subject, ReadOnlyMemory<byte> question, CancellationToken cancellation);

    /// <summary>Answers with a stream.</summary>
    IAsyncEnumerable<ReadOnlyMemory<byte>> StreamAsync(NodeId asker, string subject, ReadOnlyMemory<byte> question, CancellationToken cancellation);
}

/// <summary>A member did not answer a question.</summary>
public sealed class PeerSilentException(NodeId peer, string message) : Exception(message)
{
    /// <summary>Who did not answer.</summary>
    public NodeId Peer => peer;
}
