// The key ranges that come to a node and leave it, for people.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Node.Transfers;

/// <summary>The key ranges that come to a node and leave it (Dynamo 4.9).</summary>
/// <param name="IsPaused">Whether an administrator has paused them here.</param>
/// <param name="Transfers">Those of the present change that this node knows: first what it sends, then what it
/// gets.</param>
/// <param name="StraysLeft">Rows found here that belong to others and are not handed over yet, as far as it has
/// looked.</param>
public sealed record TransferSnapshot(bool IsPaused, ImmutableArray<TransferView> Transfers, long StraysLeft)
{
    /// <summary>Nothing comes or goes.</summary>
    public static TransferSnapshot None { get; } = new(IsPaused: false, [], StraysLeft: 0);
}

/// <summary>How far a transfer is.</summary>
public enum TransferState
{
    /// <summary>The source has offered it, or will; the target has not asked yet.</summary>
    Offered,

    /// <summary>Rows come.</summary>
    Running,

    /// <summary>The partner is silent, or something is in the way.</summary>
    Waiting,

    /// <summary>An administrator has paused it, here or there.</summary>
    Paused,

    /// <summary>All is there.</summary>
    Done,
}

/// <summary>One transfer as one of its two nodes sees it.</summary>
/// <param name="Source">Who sends.</param>
/// <param name="InsteadOf">The silent node whose ranges they are; null: the source's own.</param>
/// <param name="Target">Who gets.</param>
/// <param name="Ranges">How many ranges.</param>
/// <param name="Reason">"F joins", "C leaves".</param>
/// <param name="KeysDone">How many keys came; at the source: were sent in this life, repeats included.</param>
/// <param name="KeysTotal">About how many there are; null: not known yet.</param>
/// <param name="KeysPerSecond">Over the last seconds.</param>
/// <param name="BytesPerSecond">Of keys and values, over the last seconds.</param>
/// <param name="State">How far it is.</param>
/// <param name="Problem">What is in the way, for a person; null: nothing.</param>
public sealed record TransferView(
    NodeId Source, NodeId? InsteadOf, NodeId Target, int Ranges, string Reason, long KeysDone, long? KeysTotal,
    double KeysPerSecond, double BytesPerSecond, TransferState State, string? Problem);
