// The transport between nodes: messages a second over the loopback, both ends in this process.
using System.Net;
using System.Runtime.CompilerServices;
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Networking.Handshakes;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;
using DynamoKv.Web.Hosting.Networking;

namespace DynamoKv.Benchmarks;

/// <summary>Two transports send to each other as fast as they can, with at most a few thousand messages under way.</summary>
internal static class TransportBenchmark
{
    private const int Messages = 300_000;
    private const int UnderWay = 8_000;

    /// <summary>Measures small and usual messages, one way and both.</summary>
    public static void Run(Report report) => RunAsync(report).GetAwaiter().GetResult();

    private static async Task RunAsync(Report report)
    {
        var (sender, receiver) = (new Counter(), new Counter());
        await using var a = await StartAsync("a", sender);
        await using var b = await StartAsync("b", receiver);
        a.Transport.SetMembers([(new NodeId("b"), b.Listener.Address)]);
        b.Transport.SetMembers([(new NodeId("a"), a.Listener.Address)]);

        Measure(report, "acknowledgements, one way", () => Send(a.Transport, receiver, new Message.ReplicaPutAcknowledged(Operation)));
        Measure(report, "puts of 100 B, one way", () => Send(a.Transport, receiver, Put));
        Measure(report, "puts of 100 B and their acknowledgements, both ways", () => SendAndAnswer(a.Transport, b.Transport, sender, receiver));
    }

    private static OperationId Operation => new(new NodeId("a"), 1_000_000);

    private static Message Put { get; } = new Message.ReplicaPut(
        Operation, Key.Of("key-000001"), SiblingSet.Of([new Sibling(
            new Dot(new VersionActor(new NodeId("a"), 1), 1_000_000), VectorClock.Empty, new byte[100], WriteContent.TextContentType, Instant.Zero, isTombstone: false)]), 3);

    private static void Measure(Report report, string what, Func<long> body)
    {
        body();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var measured = Measurement.Of(body);
        var each = (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / ((Measurement.Rounds + 1) * (double)Messages);
        report.Line($"transport over loopback, {what}: messages", measured with { BytesEach = each }, ">= 200,000/s");
    }

    private static long Send(GrpcTransport from, Counter to, Message message)
    {
        var start = to.Count;
        for (var sent = 0; sent < Messages; sent++)
        {
            from.Send(new NodeId("b"), message);
            if (sent % 64 == 0)
                Await(to, start + sent - UnderWay);
        }

        Await(to, start + Messages);
        return Messages;
    }

    private static long SendAndAnswer(GrpcTransport a, GrpcTransport b, Counter atA, Counter atB)
    {
        var acknowledged = new Message.ReplicaPutAcknowledged(Operation);
        atB.Answer = () => b.Send(new NodeId("a"), acknowledged);
        var start = atA.Count;
        for (var sent = 0; sent < Messages / 2; sent++)
        {
            a.Send(new NodeId("b"), Put);
            if (sent % 64 == 0)
                Await(atA, start + sent - UnderWay);
        }

        Await(atA, start + (Messages / 2));
        atB.Answer = null;
        return Messages;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Await(Counter counter, long count)
    {
        var patience = Environment.TickCount64 + 60_000;
        while (counter.Count < count)
        {
            Thread.Yield();
            if (Environment.TickCount64 > patience)
                throw new TimeoutException($"Of {count:N0} messages {counter.Count:N0} have arrived: some were lost.");
        }
    }

    private static async Task<Node> StartAsync(string id, Counter counter)
    {
        var options = new TransportOptions(new NodeId(id), "benchmark") { Secrets = ClusterSecrets.Of("a secret for benchmarks") };
        var transport = new GrpcTransport(options, counter, new Nobody());
        return new Node(transport, await NodeListener.StartAsync(transport, new IPEndPoint(IPAddress.Loopback, 0)));
    }

    private sealed record Node(GrpcTransport Transport, NodeListener Listener) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Transport.DisposeAsync();
            await Listener.DisposeAsync();
        }
    }

    private sealed class Counter : IMessageReceiver
    {
        private long _count;

        public long Count => Volatile.Read(ref _count);

        public Action? Answer { get; set; }

        public bool TryReceive(NodeId sender, Message message)
        {
            Answer?.Invoke();
            Volatile.Write(ref _count, _count + 1); // one stream a peer: one thread at a time
            return true;
        }
    }

    private sealed class Nobody : IPeerAnswers
    {
        public Task<ReadOnlyMemory<byte>> AnswerAsync(
            NodeId asker, string subject, ReadOnlyMemory<byte> question, CancellationToken cancellation) => throw new NotSupportedException();

        public IAsyncEnumerable<ReadOnlyMemory<byte>> StreamAsync(
            NodeId asker, string subject, ReadOnlyMemory<byte> question, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
