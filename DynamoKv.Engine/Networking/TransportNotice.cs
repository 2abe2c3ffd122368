// What a transport tells whoever keeps the log.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Networking;

/// <summary>What has happened.</summary>
public enum TransportNoticeKind
{
    /// <summary>A peer was reached.</summary>
    Connected,

    /// <summary>The way to a peer was lost, or it could not be reached. Told once, not at every further try.</summary>
    Lost,

    /// <summary>Somebody called and was refused: a stranger, a node of another cluster, a version that is too old. Security.</summary>
    CallerRefused,

    /// <summary>Somebody answered whom this node does not trust, or refused this node. Security.</summary>
    CalleeRefused,

    /// <summary>Two processes have the same node id. Security: stop one of them.</summary>
    Twin,

    /// <summary>A peer sent bytes that no version has. Security.</summary>
    Malformed,

    /// <summary>Somebody put in a fault, or took it out. Security.</summary>
    Fault,
}

/// <summary>Something for the log. Holds no secrets, keys or values.</summary>
/// <param name="Kind">What.</param>
/// <param name="Peer">Who it is about, as it says itself; null: unknown.</param>
/// <param name="Sentence">For people.</param>
public readonly record struct TransportNotice(TransportNoticeKind Kind, NodeId? Peer, string Sentence)
{
    /// <summary>Whether it belongs to the security log.</summary>
    public bool IsSecurity => Kind is not (TransportNoticeKind.Connected or TransportNoticeKind.Lost);
}
