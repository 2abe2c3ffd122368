// What clients that have names do.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Protocol;

public abstract partial record WorldEvent
{
    /// <summary>Something that a client did or heard.</summary>
    /// <param name="Client">Its name.</param>
    /// <param name="Intent">What it is about to do: attempts at the same share it, and so do the read and the write of an add.</param>
    public abstract record OfClient(string Client, string Intent) : WorldEvent;

    /// <summary>A client asks: its request is on its way to the node where it enters.</summary>
    /// <param name="Attempt">Counts from 1.</param>
    /// <param name="Intended">When it meant to begin what it is about; latency counts from there.</param>
    public sealed record ClientAsked(
        string Client, string Intent, OperationId Operation, OperationKind Kind, Key Key, int Attempt, Instant Intended) : OfClient(Client, Intent);

    /// <summary>The answer has reached the client.</summary>
    public sealed record ClientHeard(string Client, string Intent, OperationId Operation, ClientOutcome Outcome) : OfClient(Client, Intent);

    /// <summary>The client does not wait for an answer any more.</summary>
    /// <param name="Operation">What it waited for; null: nobody was up to be asked, or too much waited at it already.</param>
    public sealed record ClientLeft(string Client, string Intent, OperationId? Operation, ClientLoss Reason) : OfClient(Client, Intent);
}

/// <summary>How an operation ended, as far as its client knows.</summary>
public enum ClientOutcome
{
    /// <summary>It waits.</summary>
    Open,

    /// <summary>It was done.</summary>
    Done,

    /// <summary>It was not done, and never will be.</summary>
    NotDone,

    /// <summary>Nobody knows: it may take effect at any time, or never.</summary>
    Unknown,
}

/// <summary>Why a client stopped waiting.</summary>
public enum ClientLoss
{
    /// <summary>It waited as long as it does.</summary>
    WaitedTooLong,

    /// <summary>The node at which its request entered has crashed.</summary>
    ConnectionBroken,

    /// <summary>The node did not take the request: it was down, or too much waited there.</summary>
    NotTaken,

    /// <summary>No node was up.</summary>
    NobodyUp,

    /// <summary>Too much waited at the client already: it never asked.</summary>
    LineFull,
}
