// Messages between processes, over real sockets.
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Networking.Handshakes;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

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

    internal static Message.ReplicaPut Put(int bytes)
    {
        var value = new Sibling(
            new Dot(new VersionActor(new NodeId("a"), 1), 1), VectorClock.Empty, new byte[bytes], WriteContent.TextContentType, Instant.Zero, isTombstone: false);
        return new Message.ReplicaPut(new OperationId(new NodeId("a"), 1), Key.Of("large"), SiblingSet.Of([value]), 1);
    }
}
