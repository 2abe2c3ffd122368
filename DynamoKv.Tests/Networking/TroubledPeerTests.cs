// Peers that are slow, mute, broken or of a newer version.
using System.Net;
using System.Net.Sockets;
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Networking.Handshakes;
using DynamoKv.Engine.Networking.Wire;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using Grpc.Core;

namespace DynamoKv.Tests.Networking;

public sealed class TroubledPeerTests
{
    [Fact]
    public async Task A_peer_that_stands_still_costs_nobody_else_anything()
    {
        await using var a = await Member.StartAsync(Member.Options("a") with { MaxQueuedMessages = 100 });
        await using var b = await Member.StartAsync("b");
        await using var still = await Member.StartAsync("still");
        Member.Introduce(a, b, still);
        await a.SendUntilReceivedAsync(still);
        still.Inbox.Pass.Reset();

        await Member.UntilAsync(
            () =>
            {
                a.Transport.Send(still.Id, GrpcTransportTests.Put(50_000));
                return a.Of(still.Id).Dropped.QueueFull > 0;
            },
            "the queue of the peer that stands still is full");

        for (var number = 0; number < 50; number++)
            a.Send(b.Id, number);

        for (var number = 0; number < 50; number++)
            await b.Inbox.NextAsync();
    }

    [Fact]
    public async Task A_peer_that_takes_the_call_and_says_nothing_costs_nobody_else_anything()
    {
        using var mute = new TcpListener(IPAddress.Loopback, 0);
        mute.Start();
        await using var a = await Member.StartAsync(Member.Options("a") with { ConnectWithin = TimeSpan.FromMilliseconds(300) });
        await using var b = await Member.StartAsync("b");
        var silent = new NodeId("mute");
        a.Transport.SetMembers([(b.Id, b.Address), (silent, $"http://127.0.0.1:{((IPEndPoint)mute.LocalEndpoint).Port}")]);

        a.Send(silent, 1);
        a.Send(b.Id, 1);

        await b.Inbox.NextAsync();
        await Member.UntilAsync(() => a.Of(silent).Dropped.Unreachable == 1, "the message to the mute one is dropped");
        Assert.Contains("within 0.3 s", a.Of(silent).Trouble, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_receiver_has_no_room_for_is_counted()
    {
        await using var a = await Member.StartAsync("a");
        await using var b = await Member.StartAsync("b", inbox: new Inbox(capacity: 2));
        Member.Introduce(a, b);

        for (var number = 0; number < 5; number++)
            a.Send(b.Id, number);

        await Member.UntilAsync(() => b.Transport.Snapshot().Peers.Any(peer => peer.Dropped.ReceiverFull == 3), "three are counted");
    }

    [Fact]
    public async Task Malformed_bytes_end_the_conversation_and_are_counted()
    {
        await using var b = await Member.StartAsync("b");
        using var broken = new RawCaller(b.Address);
        var self = RawCaller.Node("broken");
        await broken.GreetAsync(self, self.Hello(Purpose.Messages, b.Id));
        await broken.ReceiveAsync(FrameField.Welcome);

        await broken.SendAsync(FrameField.Envelopes, [0x1A, 0x7F]);

        Assert.Equal(StatusCode.InvalidArgument, (await broken.RefusalAsync()).StatusCode);
        Assert.Equal(1, b.Transport.Snapshot().Malformed);
        Assert.Contains(b.Notices, notice => notice is { Kind: TransportNoticeKind.Malformed, Peer.Value: "broken" });
    }

    [Fact]
    public async Task A_frame_that_is_too_long_is_refused()
    {
        await using var b = await Member.StartAsync("b");
        using var broken = new RawCaller(b.Address);
        var self = RawCaller.Node("broken");
        await broken.GreetAsync(self, self.Hello(Purpose.Messages, b.Id));
        await broken.ReceiveAsync(FrameField.Welcome);

        var sending = broken.SendAsync(FrameField.Envelopes, new byte[GrpcTransport.MaxFrameBytes]);

        Assert.Equal(StatusCode.ResourceExhausted, (await broken.RefusalAsync()).StatusCode);
        await Record.ExceptionAsync(() => sending); // broken off in the middle, or all of it left
        Assert.Equal(0, b.Inbox.Count);
    }

    [Fact]
    public async Task What_turns_out_to_be_malformed_only_when_the_node_reads_it_ends_the_conversation_too()
    {
        await using var b = await Member.StartAsync("b");
        b.Inbox.IsBusy = true;
        using var broken = new RawCaller(b.Address);
        var self = RawCaller.Node("broken");
        await broken.GreetAsync(self, self.Hello(Purpose.Messages, b.Id));
        await broken.ReceiveAsync(FrameField.Welcome);
        await broken.SendAsync(FrameField.Envelopes, [0x5A, 0x00]);
        await broken.SendAsync(FrameField.Envelopes, [0x5A, 0x7F]); // claims more than there is

        await b.Inbox.ReadAsync();
        Assert.IsType<Message.Ping>((await b.Inbox.NextAsync()).Message);
        Assert.Equal(0, b.Transport.Snapshot().Malformed);
        await b.Inbox.ReadAsync();

        Assert.Contains("does not understand", (await broken.RefusalAsync()).Detail, StringComparison.Ordinal);
        Assert.Equal((1, 1), (b.Transport.Snapshot().Malformed, b.Inbox.Count));
    }

    [Fact]
    public async Task What_a_newer_version_says_is_skipped_and_counted()
    {
        await using var b = await Member.StartAsync("b");
        using var newer = new RawCaller(b.Address);
        var self = RawCaller.Node("newer");
        await newer.GreetAsync(self, self.Hello(Purpose.Messages, b.Id));
        await newer.ReceiveAsync(FrameField.Welcome);

        await newer.SendAsync(FrameField.Envelopes, [0x9A, 0x01, 0x00]); // kind 19
        await newer.SendAsync(FrameField.Envelopes, [0x5A, 0x00]);

        Assert.IsType<Message.Ping>((await b.Inbox.NextAsync()).Message);
        newer.Dispose();
        await Member.UntilAsync(() => b.Transport.Snapshot().UnknownKinds == 1, "it is counted");
    }
}
