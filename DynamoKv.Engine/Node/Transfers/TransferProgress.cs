// How far a stream of rows has come, as the target keeps it on its disk.
using System.Buffers.Binary;
using System.Text;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Node.Transfers;

/// <summary>How far a stream of rows has come. Kept in a note that is committed together with the rows.</summary>
/// <param name="Epoch">The membership for which it holds.</param>
/// <param name="Move">The digest of the move.</param>
/// <param name="Cursor">The last key that came; null: none yet.</param>
/// <param name="Keys">How many keys came.</param>
/// <param name="IsDone">Nothing follows.</param>
internal readonly record struct TransferProgress(long Epoch, ulong Move, Key? Cursor, long Keys, bool IsDone)
{
    private const byte Version = 1;
    private const int FixedBytes = 26;

    public TransferProgress After(Message.TransferBatch batch) =>
        this with { Cursor = batch.Next, Keys = Keys + batch.Rows.Length, IsDone = batch.IsLast };

    public byte[] Encode()
    {
        var cursor = Encoding.UTF8.GetBytes(Cursor?.Text ?? string.Empty);
        var bytes = new byte[FixedBytes + cursor.Length];
        bytes[0] = Version;
        bytes[1] = IsDone ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(2), Epoch);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(10), Move);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(18), Keys);
        cursor.CopyTo(bytes, FixedBytes);
        return bytes;
    }

    /// <summary>Reads a note; null when it is none of this form: whoever reads it begins from the start.</summary>
    public static TransferProgress? Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < FixedBytes || bytes[0] != Version)
            return null;

        var text = Encoding.UTF8.GetString(bytes[FixedBytes..]);
        return new TransferProgress(
            BinaryPrimitives.ReadInt64BigEndian(bytes[2..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[10..]),
            Key.TryCreate(text, out var cursor, out _) ? cursor : null,
            BinaryPrimitives.ReadInt64BigEndian(bytes[18..]),
            bytes[1] == 1);
    }
}
