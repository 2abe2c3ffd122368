// The stream of /ws on a member of a real cluster.
using System.Net.WebSockets;
using System.Text.Json;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;
using DynamoKv.Tests.Sessions.Live;
using DynamoKv.Web.Api;
using static DynamoKv.Tests.Sessions.Live.LiveBench;

namespace DynamoKv.Tests.Api;

public sealed class LiveFeedTests : IAsyncDisposable
{
    private readonly LiveServer _server = new();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(30));

    [Fact]
    public async Task A_heartbeat_tells_of_all_members()
    {
        using var socket = await ListenAsync();

        var beat = await NextAsync(socket, "heartbeat", _ => true);

        Assert.Equal(["type", "timestamp", "nodes", "storage", "replication"], beat.Names());
        Assert.Equal(3, beat.GetProperty("replication").GetProperty("alive_nodes").GetInt32());
    }

    [Fact]
    public async Task A_conflict_that_a_read_meets_is_told_with_its_key()
    {
        using var socket = await ListenAsync();
        var nothing = new CausalContext(VectorClock.Empty, null);
        await _server.Bench.SubmitAsync(N1, Put("pair", "left", nothing));
        await _server.Bench.SubmitAsync(N2, Put("pair", "right", nothing));
        await _server.Bench.SubmitAsync(N3, Get("pair"));

        var conflict = await NextAsync(socket, "conflict", frame => frame.GetProperty("key").GetString() == "pair");

        Assert.Equal(2, conflict.GetProperty("siblings").GetInt32());
    }

    [Fact]
    public async Task A_member_that_falls_silent_is_told_as_a_fault()
    {
        using var socket = await ListenAsync();
        _server.Bench.Network.Cut(N3);

        var fault = await NextAsync(socket, "fault", frame => frame.GetProperty("node_id").GetString() == "n3");

        Assert.Contains("n3", fault.GetProperty("description").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_that_is_new_is_told()
    {
        using var socket = await ListenAsync();
        _server.Bench.Start(N4, founders: null);
        await Soon(_server.Bench[N1].SendCommandAsync(N1, number => new NodeCommand.StageJoin(number, N4, "http://n4", 8, null), CancellationToken.None));
        await Soon(_server.Bench[N1].SendCommandAsync(N1, number => new NodeCommand.CommitPlan(number), CancellationToken.None));

        var member = await NextAsync(socket, "membership", frame => frame.GetProperty("node_id").GetString() == "n4");

        Assert.Equal("n4 is a member.", member.GetProperty("description").GetString());
    }

    [Fact]
    public async Task A_reader_that_is_too_slow_is_closed_with_a_code_while_the_others_read_on()
    {
        var stuck = new StuckSocket();
        using var awake = _server.Bench[N1].KeepAwake();
        var feed = new WebSocketFeed(stuck, _server.Bench[N1], TimeProvider.System).RunAsync(_patience.Token);
        await Soon(stuck.FirstSend);
        await _server.Bench.UntilAsync(N1, _ => _server.Bench.HostOf(N1).Listeners > 0);

        for (var round = 0; !feed.IsCompleted && !_patience.IsCancellationRequested; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 50).Select(number => _server.Bench.SubmitAsync(N1, Put($"key-{number}", $"value-{round}"))));
        }

        await Soon(feed);
        Assert.Equal((WebSocketCloseStatus.PolicyViolation, "too slow: frames were waiting"), stuck.Closed);
    }

    [Fact]
    public async Task More_readers_than_may_listen_are_told_to_come_back()
    {
        using var server = new OneReader();
        var client = server.Server.CreateWebSocketClient();
        using (var first = await client.ConnectAsync(new Uri("ws://localhost/ws"), _patience.Token))
        {
            Assert.Contains("503", (await Assert.ThrowsAsync<InvalidOperationException>(() => client.ConnectAsync(new Uri("ws://localhost/ws"), _patience.Token))).Message, StringComparison.Ordinal);
            await first.CloseAsync(WebSocketCloseStatus.NormalClosure, null, _patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _patience.Dispose();
    }

    /// <summary>Whoever has the first frame, and whose server follows all members, misses nothing that happens from then on.</summary>
    private async Task<WebSocket> ListenAsync()
    {
        var socket = await _server.Server.CreateWebSocketClient().ConnectAsync(new Uri(_server.Server.BaseAddress, "/ws"), _patience.Token);
        await NextAsync(socket, "ring_state", _ => true);
        await _server.Bench.UntilAsync(N1, _ => new[] { N1, N2, N3 }.All(node => _server.Bench.HostOf(node).Listeners > 0));
        return socket;
    }

    private async Task<JsonElement> NextAsync(WebSocket socket, string type, Func<JsonElement, bool> wanted)
    {
        var buffer = new byte[64 * 1024];
        while (true)
        {
            using var frame = new MemoryStream();
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(), _patience.Token);
                Assert.NotEqual(WebSocketMessageType.Close, part.MessageType);
                frame.Write(buffer, 0, part.Count);
            }
            while (!part.EndOfMessage);

            var read = JsonDocument.Parse(frame.ToArray()).RootElement;
            if (read.GetProperty("type").GetString() == type && wanted(read))
            {
                return read;
            }
        }
    }

    private sealed class OneReader : ServerFixture
    {
        protected override void ConfigureWebHost(Microsoft.AspNetCore.Hosting.IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("DynamoKv:Limits:MaxWebSocketReaders", "1");
        }
    }
}
