// Takes the messages out of the frames of a peer.
using System.Buffers;
using DynamoKv.Engine.Networking.Wire;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Networking.Links;

/// <summary>Takes the messages out of the frames of one stream.</summary>
/// <param name="maxMessageBytes">The longest message that may come in parts.</param>
/// <param name="take">Takes a message.</param>
internal sealed class BatchReader(int maxMessageBytes, Action<Message> take)
{
    private ArrayBufferWriter<byte>? _parts;

    /// <summary>What was skipped.</summary>
    public WireTally Tally { get; } = new();

    /// <summary>Reads a frame; gives how many messages of known kinds it has completed.</summary>
    /// <exception cref="WireException">When it is malformed; the messages before that were taken.</exception>
    public int Read(ReadOnlySpan<byte> frame)
    {
        var reader = new WireReader(frame, Tally);
        var messages = ReadEnvelopes(ref reader, Tally, take);
        if (reader.Has(FrameField.Part))
            messages += ReadPart(reader.Message(FrameField.Part));

        reader.End();
        return messages;
    }

    /// <summary>Reads a frame without parts; see <see cref="Scan"/>.</summary>
    /// <exception cref="WireException">When it is malformed; the messages before that were taken.</exception>
    public static int Read(ReadOnlySpan<byte> frame, WireTally tally, Action<Message> take)
    {
        var reader = new WireReader(frame, tally);
        var messages = ReadEnvelopes(ref reader, tally, take);
        reader.End();
        return messages;
    }

    /// <summary>How many messages a frame holds, none of which is looked at, and whether it holds part of one more.</summary>
    /// <exception cref="WireException">When it is malformed.</exception>
    public static (int Messages, bool HasPart) Scan(ReadOnlySpan<byte> frame)
    {
        var reader = new WireReader(frame, new WireTally());
        var messages = 0;
        for (; reader.Has(FrameField.Envelopes); messages++)
            reader.Bytes(FrameField.Envelopes);

        var hasPart = reader.Has(FrameField.Part);
        reader.End();
        return (messages, hasPart);
    }

    private static int ReadEnvelopes(ref WireReader reader, WireTally tally, Action<Message> take)
    {
        var messages = 0;
        while (reader.Has(FrameField.Envelopes))
        {
            if (MessageWire.Read(reader.Bytes(FrameField.Envelopes), tally) is { } message)
            {
                take(message);
                messages++;
            }
        }

        return messages;
    }

    private int ReadPart(WireReader part)
    {
        var bytes = part.Bytes(1);
        _parts ??= new ArrayBufferWriter<byte>(2 * bytes.Length);
        if (_parts.WrittenCount > maxMessageBytes - bytes.Length)
            throw new WireException($"A message in parts is longer than {maxMessageBytes:N0} bytes.");

        _parts.Write(bytes);
        if (!part.Flag(2))
            return 0;

        var whole = new WireReader(_parts.WrittenSpan, Tally);
        _parts = null;
        return ReadEnvelopes(ref whole, Tally, take);
    }
}
