// Questions and answers as frames.
using System.Buffers;
using DynamoKv.Engine.Networking.Handshakes;
using DynamoKv.Engine.Networking.Wire;
using Grpc.Core;

namespace DynamoKv.Engine.Networking.Links;

/// <summary>A Question of wire.proto.</summary>
internal sealed record WireQuestion(string Subject, ReadOnlyMemory<byte> Body, bool IsFollowed)
{
    public WireFrame Frame()
    {
        var to = new WireWriter();
        var mark = to.Open(FrameField.Question);
        to.Text(1, Subject);
        if (!Body.IsEmpty)
            to.Bytes(2, Body.Span);

        to.Flag(3, IsFollowed);
        to.Close(mark);
        return to.Length <= NodeService.MaxFrameBytes
            ? WireFrame.Of(to.Written)
            : throw new HandshakeException($"A question about '{Subject}' has {Body.Length:N0} bytes: it has to fit into a frame.");
    }

    public static WireQuestion Decode(ReadOnlySpan<byte> frame)
    {
        var reader = new WireReader(frame, new WireTally()).Message(FrameField.Question);
        var question = new WireQuestion(reader.Text(1), reader.BytesOrNone(2).ToArray(), reader.Flag(3));
        reader.End();
        return question;
    }
}

/// <summary>Writes Answers of wire.proto: a long answer goes in several.</summary>
internal static class WireAnswer
{
    private const int PieceBytes = 1 << 20;

    public static async Task WriteAsync(IServerStreamWriter<WireFrame> to, ReadOnlyMemory<byte> answer, CancellationToken cancellation)
    {
        var rest = answer;
        do
        {
            var piece = rest[..Math.Min(PieceBytes, rest.Length)];
            rest = rest[piece.Length..];
            await to.WriteAsync(Frame(piece.Span, continues: !rest.IsEmpty), cancellation).ConfigureAwait(false);
        }
        while (!rest.IsEmpty);
    }

    private static WireFrame Frame(ReadOnlySpan<byte> piece, bool continues)
    {
        var to = new WireWriter();
        var mark = to.Open(FrameField.Answer);
        if (!piece.IsEmpty)
            to.Bytes(1, piece);

        to.Flag(2, continues);
        to.Close(mark);
        return WireFrame.Of(to.Written);
    }
}

/// <summary>Reads Answers of wire.proto.</summary>
/// <param name="maxBytes">The longest answer.</param>
internal sealed class AnswerReader(int maxBytes)
{
    /// <summary>The next answer; null: there is none any more.</summary>
    public async Task<ReadOnlyMemory<byte>?> NextAsync(Conversation conversation, CancellationToken cancellation)
    {
        var answer = new ArrayBufferWriter<byte>();
        while (await conversation.NextAsync(cancellation).ConfigureAwait(false) is { } frame)
        {
            using (frame)
            {
                if (!Add(frame.Bytes, answer))
                    return answer.WrittenMemory;
            }
        }

        return answer.WrittenCount == 0 ? null : throw new HandshakeException("An answer was cut off.");
    }

    private bool Add(ReadOnlySpan<byte> frame, ArrayBufferWriter<byte> answer)
    {
        var reader = new WireReader(frame, new WireTally()).Message(FrameField.Answer);
        var piece = reader.BytesOrNone(1);
        if (answer.WrittenCount > maxBytes - piece.Length)
            throw new HandshakeException($"An answer is longer than {maxBytes:N0} bytes.");

        answer.Write(piece);
        return reader.Flag(2);
    }
}
