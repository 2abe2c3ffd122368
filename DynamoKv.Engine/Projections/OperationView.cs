// A client's operation at one line of a log.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Projections;

/// <summary>How an operation stands. Unknown is neither success nor failure.</summary>
public enum OperationState
{
    /// <summary>No answer yet.</summary>
    Running,

    /// <summary>It reached its quorum.</summary>
    Succeeded,

    /// <summary>It had no effect that anybody will read.</summary>
    Failed,

    /// <summary>Its client can't know: a write may or may not be read later.</summary>
    Unknown,
}

/// <summary>A client's operation, from its entry to its answer and the replicas' late ones.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Kind">Get, put or delete.</param>
/// <param name="Key">Of which key.</param>
/// <param name="Request">What was asked.</param>
/// <param name="Coordinator">Who carries it out; null until known.</param>
/// <param name="Replicas">Who is asked; empty until known.</param>
/// <param name="Required">R or W; 0 until known.</param>
/// <param name="Reached">How many replicas succeeded so far, late ones included.</param>
/// <param name="State">How it stands.</param>
/// <param name="StartedAt">When it entered.</param>
/// <param name="EndedAt">When it was settled, and once the client has its answer, when that was.</param>
/// <param name="Response">The answer; null until settled.</param>
public sealed record OperationView(
    OperationId Id,
    OperationKind Kind,
    Key Key,
    ClientRequest Request,
    NodeId? Coordinator,
    ImmutableArray<NodeId> Replicas,
    int Required,
    int Reached,
    OperationState State,
    Instant StartedAt,
    Instant? EndedAt,
    ClientResponse? Response)
{
    /// <summary>How an operation stands that has this answer.</summary>
    public static OperationState StateOf(ClientResponse response) => response switch
    {
        ClientResponse.Read or ClientResponse.Written or ClientResponse.Deleted or ClientResponse.NothingToDelete =>
            OperationState.Succeeded,
        ClientResponse.QuorumMissed { MayBeSeen: true } => OperationState.Unknown,
        ClientResponse.TimedOut { Kind: not OperationKind.Get } => OperationState.Unknown,
        _ => OperationState.Failed,
    };
}
