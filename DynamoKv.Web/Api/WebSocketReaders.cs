// Who listens on /ws.
using System.Net.WebSockets;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Api;

/// <summary>Lets at most so many clients listen on /ws; more are told to come back.</summary>
internal sealed class WebSocketReaders(int limit, IRunRegistry runs, TimeProvider time, IHostApplicationLifetime lifetime)
{
    private int _count;

    /// <summary>How many listen now.</summary>
    public int Count => Volatile.Read(ref _count);

    public async Task AcceptAsync(HttpContext http)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            throw ApiException.BadRequest("/ws speaks WebSocket only: connect with ws://.");
        }

        if (Interlocked.Increment(ref _count) > limit)
        {
            Interlocked.Decrement(ref _count);
            throw new ApiException(StatusCodes.Status503ServiceUnavailable, $"{limit} readers listen already: try again later.");
        }

        try
        {
            using var socket = await http.WebSockets.AcceptWebSocketAsync();
            await ServeAsync(socket, http);
        }
        finally
        {
            Interlocked.Decrement(ref _count);
        }
    }

    private async Task ServeAsync(WebSocket socket, HttpContext http)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        using var awake = runs.Main.KeepAwake();
        await new WebSocketFeed(socket, runs.Main, time).RunAsync(ending.Token);
    }
}
