// A reader of /ws that takes nothing.
using System.Net.WebSockets;

namespace DynamoKv.Tests.Api;

/// <summary>A WebSocket whose other end takes nothing and says nothing.</summary>
internal sealed class StuckSocket : WebSocket
{
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebSocketState _state = WebSocketState.Open;

    /// <summary>Ends when the first frame is to be sent, which never comes to its end.</summary>
    public Task FirstSend => _first.Task;

    /// <summary>With which code and words it was closed.</summary>
    public (WebSocketCloseStatus? Status, string? Reason) Closed { get; private set; }

    public override WebSocketCloseStatus? CloseStatus => Closed.Status;

    public override string? CloseStatusDescription => Closed.Reason;

    public override WebSocketState State => _state;

    public override string? SubProtocol => null;

    public override void Abort() => _state = WebSocketState.Aborted;

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
        CloseOutputAsync(closeStatus, statusDescription, cancellationToken);

    public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
    {
        (Closed, _state) = ((closeStatus, statusDescription), WebSocketState.CloseSent);
        return Task.CompletedTask;
    }

    public override void Dispose()
    {
    }

    public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        await Never(cancellationToken);
        throw new OperationCanceledException(cancellationToken);
    }

    public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
    {
        _first.TrySetResult();
        return Never(cancellationToken);
    }

    private static Task Never(CancellationToken cancellation) => new TaskCompletionSource().Task.WaitAsync(cancellation);
}
