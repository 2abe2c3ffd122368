// Enough of SQLite's log format to know what a cut or changed log must still hold.
using System.Buffers.Binary;

namespace DynamoKv.Benchmarks.TornWal;

/// <summary>
/// The bytes of a write-ahead log: a header, then frames of one page each; a frame that ends a transaction names the
/// database's size (sqlite.org, "WAL-mode File Format").
/// </summary>
public sealed class WriteAheadLog(byte[] bytes)
{
    private const int HeaderBytes = 32;
    private const int FrameHeaderBytes = 24;

    private readonly int _frameBytes = FrameHeaderBytes + BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(8));

    /// <summary>The bytes.</summary>
    public byte[] Bytes => bytes;

    /// <summary>How many frames there are.</summary>
    public int FrameCount => (bytes.Length - HeaderBytes) / _frameBytes;

    /// <summary>How many transactions there are.</summary>
    public int CommitCount => CommitsWithin(bytes.Length);

    /// <summary>Where a frame ends; of frame -1: where the header does.</summary>
    public int EndOfFrame(int frame) => HeaderBytes + ((frame + 1) * _frameBytes);

    /// <summary>How many transactions end within the first bytes of the log.</summary>
    public int CommitsWithin(int length) =>
        Enumerable.Range(0, FrameCount).Count(frame => EndOfFrame(frame) <= length && IsCommit(frame));

    /// <summary>
    /// How many transactions end before the frame that holds a byte; none when the byte is in the log's header.
    /// </summary>
    public int CommitsBefore(int offset) =>
        offset < HeaderBytes ? 0 : CommitsWithin(offset - ((offset - HeaderBytes) % _frameBytes));

    /// <summary>The first bytes of the log.</summary>
    public byte[] CutAt(int length) => bytes[..Math.Clamp(length, 0, bytes.Length)];

    /// <summary>The log with one bit changed.</summary>
    public byte[] FlippedAt(int offset, int bit)
    {
        var changed = (byte[])bytes.Clone();
        changed[offset] ^= (byte)(1 << bit);
        return changed;
    }

    private bool IsCommit(int frame) =>
        BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(EndOfFrame(frame) - _frameBytes + 4)) != 0;
}
