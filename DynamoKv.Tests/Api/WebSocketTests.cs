// The stream of /ws.
using System.Net.WebSockets;
using System.Text.Json;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Tests.Api;

public sealed class WebSocketTests : IDisposable
{
    private readonly ServerFixture _server = new();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(20));

    [Fact]
    public async Task The_first_frame_is_the_state_of_the_ring()
    {
        using var socket = await ConnectAsync();

        var frame = await ReceiveAsync(socket);

        Assert.Equal(["type", "timestamp", "nodes", "storage", "replication", "ring"], frame.Names());
        Assert.Equal("ring_state", frame.GetProperty("type").GetString());
        Assert.Equal(5, frame.GetProperty("nodes").GetArrayLength());
        Assert.Equal(["is_alive", "failure_count"], frame.GetProperty("nodes")[0].GetProperty("health_status").Names());
    }

    [Fact]
    public async Task An_operation_of_a_client_is_told_to_every_reader()
    {
        using var one = await ListenAsync();
        using var other = await ListenAsync();
        await _server.PutAsync("/api/v1/data/told", new { value = "v" });

        foreach (var socket in new[] { one, other })
        {
            var frame = await NextAsync(socket, "operation", item => item.GetProperty("key").GetString() == "told");
            Assert.Equal(
                ["type", "operation", "key", "value", "node_id", "result", "quorum_achieved", "nodes", "latency_ms", "timestamp"], frame.Names());
            Assert.Equal("put", frame.GetProperty("operation").GetString());
            Assert.Equal("success", frame.GetProperty("result").GetString());
        }
    }

    [Fact]
    public async Task A_crash_is_told_as_a_fault()
    {
        using var socket = await ListenAsync();
        _server.Runs.Main.Controls!.Apply(new CrashAction(new NodeId("C"), CrashLoss.Memory));

        var frame = await NextAsync(socket, "fault", _ => true);

        Assert.Equal("node_crashed", frame.GetProperty("event").GetString());
        Assert.Equal("C", frame.GetProperty("node_id").GetString());
    }

    [Fact]
    public async Task A_heartbeat_comes_after_two_seconds()
    {
        using var socket = await ConnectAsync();

        var frame = await NextAsync(socket, "heartbeat", _ => true);

        Assert.Equal(["type", "timestamp", "nodes", "storage", "replication"], frame.Names());
    }

    [Fact]
    public async Task A_page_of_another_site_may_not_listen()
    {
        var client = _server.Server.CreateWebSocketClient();
        client.ConfigureRequest = request => request.Headers.Origin = "http://evil.example";

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => client.ConnectAsync(new Uri("ws://localhost/ws"), _patience.Token));

        Assert.Contains("403", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_refusal_of_a_foreign_page_says_why() =>
        (await _server.GetAsync("/ws", ("Origin", "http://evil.example"), ("Upgrade", "websocket"))).IsProblem(403, "another site");

    [Fact]
    public async Task A_reader_that_leaves_lets_the_run_sleep()
    {
        using (var socket = await ConnectAsync())
        {
            await ReceiveAsync(socket);
            Assert.True(_server.Runs.Main.Current.Playback.IsMoving);
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, _patience.Token);
        }

        await foreach (var tick in _server.Runs.Main.WatchAsync(_patience.Token))
        {
            if (!tick.Playback.IsMoving)
            {
                break;
            }
        }

        Assert.False(_server.Runs.Main.Current.Playback.IsMoving);
    }

    public void Dispose()
    {
        _server.Dispose();
        _patience.Dispose();
    }

    private Task<WebSocket> ConnectAsync() => _server.Server.CreateWebSocketClient().ConnectAsync(new Uri("ws://localhost/ws"), _patience.Token);

    /// <summary>Whoever has the first frame misses nothing that happens from then on.</summary>
    private async Task<WebSocket> ListenAsync()
    {
        _server.Runs.Main.Controls!.SetSpeed(20); // a readable stream: at full speed a loaded machine is a slow reader
        var socket = await ConnectAsync();
        await ReceiveAsync(socket);
        return socket;
    }

    private async Task<JsonElement> NextAsync(WebSocket socket, string type, Func<JsonElement, bool> wanted)
    {
        while (true)
        {
            var frame = await ReceiveAsync(socket);
            if (frame.GetProperty("type").GetString() == type && wanted(frame))
            {
                return frame;
            }
        }
    }

    private async Task<JsonElement> ReceiveAsync(WebSocket socket)
    {
        using var frame = new MemoryStream();
        var buffer = new byte[64 * 1024];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer.AsMemory(), _patience.Token);
            Assert.NotEqual(WebSocketMessageType.Close, part.MessageType);
            frame.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);

        return JsonDocument.Parse(frame.ToArray()).RootElement;
    }
}
