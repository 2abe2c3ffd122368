// One frame on its way through gRPC.
using System.Buffers;
using Grpc.Core;

namespace DynamoKv.Engine.Networking.Wire;

/// <summary>The bytes of a Frame of wire.proto. What was received is borrowed and has to be given back.</summary>
internal sealed class WireFrame : IDisposable
{
    private readonly bool _isBorrowed;
    private byte[] _bytes;
    private readonly int _start, _length;

    private WireFrame(byte[] bytes, int start, int length, bool isBorrowed) => (_bytes, _start, _length, _isBorrowed) = (bytes, start, length, isBorrowed);

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(_start, _length);

    /// <summary>A frame of some bytes, which must not change before it is sent.</summary>
    public static WireFrame Of(ReadOnlyMemory<byte> bytes) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(bytes, out var array)
            ? new WireFrame(array.Array!, array.Offset, array.Count, isBorrowed: false)
            : throw new ArgumentException("A frame needs bytes of an array.", nameof(bytes));

    /// <summary>A frame with one field of bytes.</summary>
    public static WireFrame Of(int field, ReadOnlySpan<byte> bytes)
    {
        var writer = new WireWriter();
        writer.Bytes(field, bytes);
        return Of(writer.Written);
    }

    /// <summary>How gRPC carries it.</summary>
    public static Marshaller<WireFrame> Marshaller { get; } = new(Write, Read);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isBorrowed && Interlocked.Exchange(ref _bytes, []) is { Length: > 0 } bytes)
            ArrayPool<byte>.Shared.Return(bytes);
    }

    private static void Write(WireFrame frame, SerializationContext context)
    {
        context.SetPayloadLength(frame._length);
        context.GetBufferWriter().Write(frame.Bytes);
        context.Complete();
    }

    private static WireFrame Read(DeserializationContext context)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Math.Max(1, context.PayloadLength));
        context.PayloadAsReadOnlySequence().CopyTo(bytes);
        return new WireFrame(bytes, 0, context.PayloadLength, isBorrowed: true);
    }
}
