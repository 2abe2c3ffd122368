// Puts many messages into few frames.
using DynamoKv.Engine.Networking.Handshakes;
using DynamoKv.Engine.Networking.Wire;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Networking.Links;

/// <summary>
/// Puts many messages into few frames, each a single write: a write costs far more than a message in it. A message that is too
/// long for a frame goes in parts. One buffer, used again and again.
/// </summary>
/// <param name="options">How long frames and messages may be.</param>
/// <param name="counters">What is counted.</param>
internal sealed class BatchWriter(TransportOptions options, PeerCounters counters)
{
    private const int PartBytes = NodeService.MaxFrameBytes - 64; // room for what a part adds to its bytes

    private readonly WireWriter _frame = new();

    /// <summary>Sends some messages, in their order.</summary>
    /// <exception cref="Exception">What the conversation throws when it breaks; which messages have arrived is then unknown.</exception>
    public async Task SendAsync(Conversation to, ReadOnlyMemory<Message> messages, CancellationToken cancellation)
    {
        var waiting = 0;
        for (var index = 0; index < messages.Length; index++)
        {
            var start = _frame.Length;
            MessageWire.Write(_frame, FrameField.Envelopes, messages.Span[index]);
            waiting++;
            if (_frame.Length > NodeService.MaxFrameBytes)
            {
                await SendLongAsync(to, start, waiting - 1, cancellation).ConfigureAwait(false);
                waiting = 0;
            }
            else if (_frame.Length >= options.BatchBytes)
            {
                await FlushAsync(to, waiting, cancellation).ConfigureAwait(false);
                waiting = 0;
            }
        }

        if (waiting > 0)
            await FlushAsync(to, waiting, cancellation).ConfigureAwait(false);
    }

    /// <summary>Forgets what was left when a conversation broke.</summary>
    public void Reset() => _frame.Clear();

    private async Task FlushAsync(Conversation to, int messages, CancellationToken cancellation)
    {
        await to.SendAsync(WireFrame.Of(_frame.Written), cancellation).ConfigureAwait(false);
        counters.Sent.Count(messages, _frame.Length);
        _frame.Clear();
    }

    // The last message is what is too much; what stands before it makes a frame of its own.
    private async Task SendLongAsync(Conversation to, int start, int before, CancellationToken cancellation)
    {
        var message = _frame.Written[start..];
        if (before > 0)
        {
            await to.SendAsync(WireFrame.Of(_frame.Written[..start]), cancellation).ConfigureAwait(false);
            counters.Sent.Count(before, start);
        }

        if (message.Length > options.MaxMessageBytes)
            counters.DropTooLarge();
        else if (message.Length <= NodeService.MaxFrameBytes)
            await SendOneAsync(to, message, cancellation).ConfigureAwait(false);
        else
            await SendPartsAsync(to, message, cancellation).ConfigureAwait(false);

        _frame.Clear();
    }

    private async Task SendOneAsync(Conversation to, ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        await to.SendAsync(WireFrame.Of(message), cancellation).ConfigureAwait(false);
        counters.Sent.Count(1, message.Length);
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
