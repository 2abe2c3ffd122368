// What a node must not forget of its transfers.
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Engine.Node.Transfers;

/// <summary>The notes of transfers on a node's disk.</summary>
internal sealed class TransferNotes(IReplicaStore store)
{
    private const string Paused = "transfers.paused";
    private const string Member = "transfers.member";

    private static readonly ReadOnlyMemory<byte> Yes = new byte[] { 1 };

    public bool IsPaused => store.ReadNote(Paused) is not null;

    /// <summary>
    /// Whether this node was ever a member: one that never was keeps what it has for the time when it is.
    /// </summary>
    public bool WasMember => store.ReadNote(Member) is not null;

    /// <summary>The progress of a stream in the present change; null: none.</summary>
    public TransferProgress? Find(RangeMove move, NodeId giver, long epoch) =>
        store.ReadNote(NameOf(move, giver)) is { } note
        && TransferProgress.Decode(note) is { } progress
        && progress.Epoch == epoch
        && progress.Move == move.Digest
            ? progress
            : null;

    /// <summary>Keeps the progress of a stream. False: the disk is full.</summary>
    public bool Keep(RangeMove move, NodeId giver, TransferProgress progress) => Write(NameOf(move, giver), progress.Encode());

    public void Forget(RangeMove move, NodeId giver) => Write(NameOf(move, giver), null);

    public bool KeepPaused(bool isPaused) => Write(Paused, isPaused ? Yes : null);

    public bool KeepMember() => Write(Member, Yes);

    private bool Write(string name, ReadOnlyMemory<byte>? content)
    {
        try
        {
            store.WriteNote(name, content);
            return true;
        }
        catch (StoreFullException)
        {
            return false;
        }
    }

    private static string NameOf(RangeMove move, NodeId giver) => $"transfer:{move.Source}:{giver}";
}
