// Messages between processes, over real sockets.
using System.Net;
using System.Net.Sockets;
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Networking.Handshakes;
using DynamoKv.Engine.Networking.Wire;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;
using Grpc.Core;

namespace DynamoKv.Tests.Networking;

public sealed class GrpcTransportTests
{
    [Fact]
    public async Task A_message_of_every_kind_arrives_with_its_senders_name()
    {
        await using var a = await Member.StartAsync("a");
        await using var b = await Member.StartAsync("b");
        Member.Introduce(a, b);

        foreach (var message in MessageSamples.All)
            a.Transport.Send(b.Id, message);

        foreach (var message in MessageSamples.All)
        {
            var (sender, received) = await b.Inbox.NextAsync();
            Assert.Equal((a.Id, DeepText.Of(message)), (sender, DeepText.Of(received)));
        }
    }

    [Fact]
    public async Task Many_messages_share_a_frame_and_come_in_order()
    {
        const int Many = 20_000;
        await using var a = await Member.StartAsync("a");
        await using var b = await Member.StartAsync("b");
        Member.Introduce(a, b);

        for (var number = 0; number < Many; number++)
            a.Send(b.Id, number);

        for (var number = 0; number < Many; number++)
            Assert.Equal(number, Assert.IsType<Message.ReplicaPutAcknowledged>((await b.Inbox.NextAsync()).Message).Operation.Number);

        await Member.UntilAsync(() => a.Of(b.Id).Sent.Messages == Many && b.Of(a.Id).Received.Messages == Many, "all are counted");
        var sent = a.Of(b.Id).Sent;
        Assert.InRange(sent.Batches, 1, Many / 50);
        Assert.InRange(sent.LargestBatch, 50, Many);
        Assert.Equal(sent.Bytes, b.Of(a.Id).Received.Bytes);
    }

    [Fact]
    public async Task A_message_that_is_longer_than_a_frame_arrives_in_parts()
    {
        await using var a = await Member.StartAsync("a");
        await using var b = await Member.StartAsync("b");
        Member.Introduce(a, b);
        var large = Put(9_000_000);

        a.Send(b.Id, 1);
        a.Transport.Send(b.Id, large);
        a.Send(b.Id, 2);

        await b.Inbox.NextAsync();
        Assert.Equal(large, (await b.Inbox.NextAsync()).Message);
        Assert.IsType<Message.ReplicaPutAcknowledged>((await b.Inbox.NextAsync()).Message);
    }

    [Fact]
    public async Task A_message_that_is_longer_than_allowed_is_dropped_alone()
    {
        await using var a = await Member.StartAsync(Member.Options("a") with { MaxMessageBytes = 5_000_000 });
        await using var b = await Member.StartAsync("b");
        Member.Introduce(a, b);

        a.Transport.Send(b.Id, Put(6_000_000));
        a.Send(b.Id, 2);

        Assert.IsType<Message.ReplicaPutAcknowledged>((await b.Inbox.NextAsync()).Message);
        Assert.Equal(1, a.Of(b.Id).Dropped.TooLarge);
    }

    [Fact]
    public async Task Nobody_but_members_is_called()
    {
        await using var a = await Member.StartAsync("a");
        await using var b = await Member.StartAsync("b");

        a.Send(b.Id, 1);

        Assert.Equal(1, a.Transport.Snapshot().ToNobody);
    }

    [Fact]
    public async Task Whoever_is_connected_can_be_answered_before_it_is_a_member()
    {
        await using var seed = await Member.StartAsync("seed");
        await using var joiner = await Member.StartAsync("joiner");
        joiner.Transport.SetMembers([(seed.Id, seed.Address)]);

        await joiner.SendUntilReceivedAsync(seed);

        await seed.SendUntilReceivedAsync(joiner);
    }

    [Fact]
    public async Task Whoever_is_no_member_any_more_is_not_called_any_more()
    {
        await using var a = await Member.StartAsync("a");
        await using var b = await Member.StartAsync("b");
        Member.Introduce(a, b);
        await a.SendUntilReceivedAsync(b);

        a.Transport.SetMembers([]);

        await Member.UntilAsync(() => a.Of(b.Id).State == LinkState.Idle, "the link is gone");
        a.Send(b.Id, 2);
        Assert.Equal(1, a.Transport.Snapshot().ToNobody);
    }

    [Fact]
    public async Task Without_a_secret_no_other_machine_is_called()
    {
        await using var a = await Member.StartAsync(Member.Options("a") with { Secrets = ClusterSecrets.None });
        a.Transport.SetMembers([(new NodeId("b"), "http://192.0.2.1:9081")]);

        a.Send(new NodeId("b"), 1);

        await Member.UntilAsync(() => a.Of(new NodeId("b")).Trouble?.Contains("may not be called", StringComparison.Ordinal) == true, "the call is refused");
    }

    [Fact]
    public async Task A_node_that_starts_again_at_another_address_is_followed_also_by_those_who_only_hear_of_it()
    {
        await using var a = await Member.StartAsync("a");
        await using var c = await Member.StartAsync("c");
        var old = await Member.StartAsync("b");
        Member.Introduce(a, old, c);
        await a.SendUntilReceivedAsync(old);
        await c.SendUntilReceivedAsync(old);
        await old.DisposeAsync();

        await using var again = await Member.StartAsync("b");
        again.Transport.SetMembers([(a.Id, a.Address)]);
        await again.SendUntilReceivedAsync(a);

        await a.SendUntilReceivedAsync(again);
        await c.SendUntilReceivedAsync(a); // greets, and hears of the new address
        await c.SendUntilReceivedAsync(again);
        Assert.Equal(again.Address, c.Transport.AddressOf(again.Id));
    }

    [Fact]
    public async Task A_peer_that_comes_back_is_reached_again()
    {
        await using var a = await Member.StartAsync("a");
        var b = await Member.StartAsync("b");
        var port = b.Listener.Port;
        Member.Introduce(a, b);
        await a.SendUntilReceivedAsync(b);
        await b.DisposeAsync();
        await Member.UntilAsync(
            () =>
            {
                a.Send(b.Id, 1);
                return a.Of(b.Id).Dropped.Unreachable > 0;
            },
            "messages to a peer that is gone are dropped");

        var inbox = new Inbox();
        var transport = new GrpcTransport(Member.Options("b"), inbox, new Desk());
        await using var listener = await Web.Hosting.Networking.NodeListener.StartAsync(transport, new IPEndPoint(IPAddress.Loopback, port));
        await Member.UntilAsync(
            () =>
            {
                a.Send(b.Id, 2);
                return inbox.Count > 0;
            },
            "the peer is reached again");
        Assert.Equal(2, a.Of(b.Id).Connections);
        await transport.DisposeAsync();
    }

    [Fact]
    public async Task Two_processes_with_one_node_id_are_told_apart_and_the_second_is_refused()
    {
        await using var a = await Member.StartAsync("a");
        var first = await Member.StartAsync("b");
        Member.Introduce(a, first);
        await first.SendUntilReceivedAsync(a);
        await using var second = await Member.StartAsync("b");

        var refused = await Assert.ThrowsAsync<SeedSilentException>(() => second.Transport.IntroduceAsync(a.Address, CancellationToken.None));

        Assert.Equal($"Another process with the node id b runs at {first.Address}: stop it, or give this one an id of its own.", refused.Message);
        Assert.Contains(a.Notices, notice => notice.Kind == TransportNoticeKind.Twin);
        await first.DisposeAsync();
        Assert.Equal(a.Id, await second.Transport.IntroduceAsync(a.Address, CancellationToken.None));
    }

    [Fact]
    public async Task A_process_that_calls_another_one_of_its_own_name_is_refused()
    {
        await using var first = await Member.StartAsync("b");
        await using var second = await Member.StartAsync("b");

        var refused = await Assert.ThrowsAsync<SeedSilentException>(() => second.Transport.IntroduceAsync(first.Address, CancellationToken.None));

        Assert.StartsWith("Another process with the node id b runs", refused.Message, StringComparison.Ordinal);
    }

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
                a.Transport.Send(still.Id, Put(50_000));
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

    [Fact]
    public async Task What_was_sent_before_a_stop_still_leaves()
    {
        var a = await Member.StartAsync("a");
        await using var b = await Member.StartAsync("b");
        Member.Introduce(a, b);
        await a.SendUntilReceivedAsync(b);
        var before = b.Inbox.Count;

        for (var number = 0; number < 1_000; number++)
            a.Send(b.Id, number);
        await a.DisposeAsync();

        await Member.UntilAsync(() => b.Inbox.Count >= before + 1_000, "all have arrived");
    }

    private static Message.ReplicaPut Put(int bytes)
    {
        var value = new Sibling(
            new Dot(new VersionActor(new NodeId("a"), 1), 1), VectorClock.Empty, new byte[bytes], WriteContent.TextContentType, Instant.Zero, isTombstone: false);
        return new Message.ReplicaPut(new OperationId(new NodeId("a"), 1), Key.Of("large"), SiblingSet.Of([value]), 1);
    }
}
