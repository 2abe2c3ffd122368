// A transport with its port, for tests.
using System.Collections.Concurrent;
using System.Net;
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Networking.Handshakes;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Hosting.Networking;

namespace DynamoKv.Tests.Networking;

/// <summary>One process of a cluster, as far as the transport goes, on a free port of this machine.</summary>
internal sealed class Member : IAsyncDisposable
{
    public const string Secret = "correct horse battery staple";

    private Member(GrpcTransport transport, NodeListener listener, Inbox inbox, ConcurrentQueue<TransportNotice> notices) =>
        (Transport, Listener, Inbox, Notices) = (transport, listener, inbox, notices);

    public GrpcTransport Transport { get; }

    public NodeListener Listener { get; }

    public Inbox Inbox { get; }

    public ConcurrentQueue<TransportNotice> Notices { get; }

    public string Address => Listener.Address;

    public required NodeId Id { get; init; }

    public static TransportOptions Options(string id) => new(new NodeId(id), "test-cluster")
    {
        Secrets = ClusterSecrets.Of(Secret),
        FirstRest = TimeSpan.FromMilliseconds(10),
        LongestRest = TimeSpan.FromMilliseconds(50),
    };

    public static Task<Member> StartAsync(string id, IPeerAnswers? answers = null, Inbox? inbox = null) =>
        StartAsync(Options(id), answers, inbox);

    public static async Task<Member> StartAsync(TransportOptions options, IPeerAnswers? answers = null, Inbox? inbox = null)
    {
        var received = inbox ?? new Inbox();
        var notices = new ConcurrentQueue<TransportNotice>();
        var transport = new GrpcTransport(options with { Noticed = notices.Enqueue }, received, answers ?? new Desk());
        var listener = await NodeListener.StartAsync(transport, new IPEndPoint(IPAddress.Loopback, 0));
        return new Member(transport, listener, received, notices) { Id = options.Self };
    }

    /// <summary>Tells each of all the others.</summary>
    public static void Introduce(params Member[] all)
    {
        foreach (var member in all)
            member.Transport.SetMembers(all.Select(other => (other.Id, other.Address)));
    }

    public void Send(NodeId receiver, long number) =>
        Transport.Send(receiver, new Message.ReplicaPutAcknowledged(new OperationId(Id, number)));

    /// <summary>Sends again and again until something has arrived there: a transport may lose messages.</summary>
    public async Task SendUntilReceivedAsync(Member receiver)
    {
        var before = receiver.Inbox.Count;
        await UntilAsync(
            () =>
            {
                Send(receiver.Id, 0);
                return receiver.Inbox.Count > before;
            },
            $"{receiver.Id} receives from {Id}");
    }

    /// <summary>The figures of a peer.</summary>
    public PeerFigures Of(NodeId peer) => Transport.Snapshot().Peers.Single(figures => figures.Peer == peer);

    /// <summary>Looks every few milliseconds until it is so.</summary>
    public static async Task UntilAsync(Func<bool> isSo, string what)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!isSo())
        {
            Assert.False(patience.IsCancellationRequested, $"It never came true that {what}.");
            await looks.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Inbox.Pass.Set();
        await Transport.DisposeAsync();
        await Listener.DisposeAsync();
    }
}
