// What nodes say to each other about transfers of key ranges (Dynamo 4.9).
using System.Collections.Immutable;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Protocol;

public abstract partial record Message
{
    /// <summary>A message of transfers of key ranges (Dynamo 4.9).</summary>
    /// <param name="Epoch">The membership that the sender knows; whoever knows another one does not listen.</param>
    public abstract record OfTransfer(long Epoch) : Message;

    /// <summary>The old owner has ranges that will be the receiver's.</summary>
    /// <param name="Move">The digest of the <see cref="RangeMove"/>.</param>
    /// <param name="Ranges">How many ranges.</param>
    /// <param name="Keys">About how many keys.</param>
    public sealed record TransferOffer(long Epoch, ulong Move, int Ranges, long Keys) : OfTransfer(Epoch);

    /// <summary>The new owner confirms, and asks for the next rows.</summary>
    /// <param name="Move">The digest of the <see cref="RangeMove"/>.</param>
    /// <param name="InsteadOf">Whose ranges the receiver shall send, as far as it holds them too; null: its own.</param>
    /// <param name="After">The last key that has come; null: none.</param>
    /// <param name="Limit">The most rows.</param>
    public sealed record TransferRequest(long Epoch, ulong Move, NodeId? InsteadOf, Key? After, int Limit) : OfTransfer(Epoch);

    /// <summary>The next rows, in key order; none when the sender looked at many that do not move.</summary>
    /// <param name="After">As asked: a batch that answers another question is old.</param>
    /// <param name="Next">What to ask after from now on.</param>
    /// <param name="IsLast">Nothing follows.</param>
    /// <param name="KeysTotal">About how many keys there are in all.</param>
    public sealed record TransferBatch(
        long Epoch, ulong Move, NodeId? InsteadOf, Key? After, ImmutableArray<TransferRow> Rows, Key? Next, bool IsLast, long KeysTotal)
        : OfTransfer(Epoch);

    /// <summary>The asked node was told to pause.</summary>
    public sealed record TransferPaused(long Epoch, ulong Move, NodeId? InsteadOf) : OfTransfer(Epoch);

    /// <summary>The new owner has all that the offer was about.</summary>
    public sealed record TransferFinished(long Epoch, ulong Move) : OfTransfer(Epoch);

    /// <summary>Asks a primary of these keys whether it holds exactly this; the sender is no replica of them any more.</summary>
    public sealed record StrayCheck(long Epoch, ImmutableArray<StrayKey> Keys) : OfTransfer(Epoch);

    /// <summary>What the primary holds exactly, and what it holds otherwise or not at all.</summary>
    public sealed record StrayChecked(long Epoch, ImmutableArray<StrayKey> Held, ImmutableArray<Key> Wanted) : OfTransfer(Epoch);

    /// <summary>Rows that a primary holds otherwise or not at all, to be merged.</summary>
    public sealed record StrayRows(long Epoch, ImmutableArray<TransferRow> Rows) : OfTransfer(Epoch);

    /// <summary>The primary has merged these.</summary>
    public sealed record StrayRowsMerged(long Epoch, ImmutableArray<StrayKey> Keys) : OfTransfer(Epoch);
}
