// Sends frames to a peer.
using DynamoKv.Engine.Networking.Handshakes;
using DynamoKv.Engine.Networking.Wire;

namespace DynamoKv.Engine.Networking.Links;

/// <summary>Sends frames, each with a single write: a write costs far more than a message in it. A message that is too long for a frame goes in parts.</summary>
/// <param name="counters">What is counted.</param>
internal sealed class FrameSender(PeerCounters counters)
{
    private const int PartBytes = NodeService.MaxFrameBytes - 64; // room for what a part adds to its bytes

    /// <summary>Sends frames in their order.</summary>
    /// <exception cref="Exception">What the conversation throws when it breaks; which messages have arrived is then unknown.</exception>
    public async Task SendAsync(Conversation to, List<OutgoingFrame> frames, CancellationToken cancellation)
    {
        foreach (var frame in frames)
        {
            var bytes = frame.Bytes.Written;
            if (bytes.Length > NodeService.MaxFrameBytes)
            {
                await SendPartsAsync(to, bytes, cancellation).ConfigureAwait(false);
                continue;
            }

            await to.SendAsync(WireFrame.Of(bytes), cancellation).ConfigureAwait(false);
            counters.Sent.Count(frame.Messages, bytes.Length);
        }
    }

    private async Task SendPartsAsync(Conversation to, ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        var part = new WireWriter();
        for (var sent = 0; sent < message.Length; sent += PartBytes)
        {
            var bytes = message.Slice(sent, Math.Min(PartBytes, message.Length - sent));
            part.CutTo(0);
            var mark = part.Open(FrameField.Part);
            part.Bytes(1, bytes.Span);
            part.Flag(2, sent + bytes.Length == message.Length);
            part.Close(mark);
            await to.SendAsync(WireFrame.Of(part.Written), cancellation).ConfigureAwait(false);
            counters.Sent.Count(sent == 0 ? 1 : 0, part.Length);
        }
    }
}
