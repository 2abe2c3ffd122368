// What one reader of /ws gets.
using System.Net.WebSockets;
using System.Threading.Channels;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Api;

/// <summary>
/// One reader of /ws: the ring first, then a heartbeat every two seconds and a frame for each operation, conflict and
/// fault. Frames wait in a bounded queue; a reader that lets it fill is closed with a code, never buffered further.
/// </summary>
internal sealed class WebSocketFeed(WebSocket socket, IClusterSession session, TimeProvider time)
{
    /// <summary>Frames that may wait for a slow reader.</summary>
    public const int MaxWaitingFrames = 1_000;

    private const int MaxIncomingBytes = 4 * 1024;
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan CloseTime = TimeSpan.FromSeconds(5);
    private readonly Channel<byte[]> _frames = Channel.CreateBounded<byte[]>(MaxWaitingFrames);

    public async Task RunAsync(CancellationToken ending)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ending);
        _frames.Writer.TryWrite(await WebSocketFrames.StateAsync("ring_state", session, time, withRing: true, stop.Token));
        Task[] parts = [FeedAsync(stop.Token), BeatAsync(stop.Token), SendAsync(stop.Token), ListenAsync(stop.Token)];
        var first = await Task.WhenAny(parts);
        var isSlow = first.Exception?.InnerException is SlowReaderException;
        await CloseAsync(isSlow, ending.IsCancellationRequested);
        await stop.CancelAsync();
        await Task.WhenAll(parts).ContinueWith(_ => { }, TaskScheduler.Default); // ends of all kinds are ends
    }

    private async Task FeedAsync(CancellationToken stop)
    {
        var frames = new WebSocketFrames(time);
        await foreach (var tick in session.WatchAsync(stop))
        {
            foreach (var entry in tick.NewEntries)
            {
                if (frames.Of(entry) is { } frame)
                {
                    Offer(frame);
                }
            }
        }
    }

    private async Task BeatAsync(CancellationToken stop)
    {
        using var beat = new PeriodicTimer(HeartbeatInterval, time);
        while (await beat.WaitForNextTickAsync(stop))
        {
            Offer(await WebSocketFrames.StateAsync("heartbeat", session, time, withRing: false, stop));
        }
    }

    private async Task SendAsync(CancellationToken stop)
    {
        await foreach (var frame in _frames.Reader.ReadAllAsync(stop))
        {
            await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, stop);
        }
    }

    /// <summary>Clients have nothing to say here; what they send is read only to notice that they go.</summary>
    private async Task ListenAsync(CancellationToken stop)
    {
        var buffer = new byte[MaxIncomingBytes];
        while ((await socket.ReceiveAsync(buffer.AsMemory(), stop)).MessageType != WebSocketMessageType.Close)
        {
        }
    }

    private void Offer(byte[] frame)
    {
        if (!_frames.Writer.TryWrite(frame))
        {
            throw new SlowReaderException();
        }
    }

    private async Task CloseAsync(bool isSlow, bool isStopping)
    {
        var (code, reason) = (isSlow, isStopping) switch
        {
            (true, _) => (WebSocketCloseStatus.PolicyViolation, "too slow: frames were waiting"),
            (_, true) => (WebSocketCloseStatus.EndpointUnavailable, "the server stops"),
            _ => (WebSocketCloseStatus.NormalClosure, "done"),
        };
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
        {
            return;
        }

        using var patience = new CancellationTokenSource(CloseTime, time);
        try
        {
            await socket.CloseOutputAsync(code, reason, patience.Token);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or InvalidOperationException or IOException)
        {
            socket.Abort(); // a send still hangs, or nobody is there
        }
    }

    private sealed class SlowReaderException : Exception;
}
