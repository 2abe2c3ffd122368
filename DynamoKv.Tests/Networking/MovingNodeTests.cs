// Nodes that go, come back elsewhere, or are there twice.
using System.Net;
using DynamoKv.Engine.Networking;
using DynamoKv.Web.Hosting.Networking;

namespace DynamoKv.Tests.Networking;

public sealed class MovingNodeTests
{
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
        await using var listener = await NodeListener.StartAsync(transport, new IPEndPoint(IPAddress.Loopback, port));
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
}
