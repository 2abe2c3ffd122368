// Numbers that a node never gives twice.
using System.Buffers.Binary;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Engine.Hosting;

/// <summary>
/// Numbers for operations and commands. A block of them is reserved on disk before the first is used, so that no later life
/// gives one again; where the disk was lost the clock's microseconds are above all that were given. One caller: the loop.
/// </summary>
internal sealed class OperationNumbers
{
    /// <summary>Under which name the end of the reserved block is kept.</summary>
    public const string Note = "host/operations";

    private const long Block = 1 << 24;

    private long _last, _reserved;

    /// <summary>A life begins; reserves the first block with the store's next commit.</summary>
    public void Begin(IReplicaStore store, Instant now)
    {
        var kept = store.ReadNote(Note) is { Length: sizeof(long) } note ? BinaryPrimitives.ReadInt64LittleEndian(note) : 0;
        _last = Math.Max(_last, Math.Max(kept, now.Microseconds));
        Reserve(store);
    }

    /// <summary>The next number.</summary>
    public long Next() => ++_last;

    /// <summary>Reserves the next block when this one is half used; to be called once a batch, before the commit.</summary>
    public void ReserveAhead(IReplicaStore store)
    {
        if (_reserved - _last < Block / 2)
            Reserve(store);
    }

    private void Reserve(IReplicaStore store)
    {
        var note = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(note, _last + Block);
        try
        {
            store.WriteNote(Note, note);
            _reserved = _last + Block;
        }
        catch (StoreFullException) when (_reserved - _last > Block / 4)
        {
            // tried again with the next batch; a quarter of the block is left
        }
    }
}
