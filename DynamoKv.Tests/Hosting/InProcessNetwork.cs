// A network between hosts of one process.
using System.Collections.Concurrent;
using DynamoKv.Engine.Hosting;
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Tests.Hosting;

/// <summary>Hands each message straight to its receiver's queue, and remembers how many a node has sent.</summary>
internal sealed class InProcessNetwork
{
    private readonly ConcurrentDictionary<NodeId, IMessageReceiver> _receivers = new();
    private readonly ConcurrentDictionary<NodeId, int> _sent = new();

    public ITransport Join(INodeHost host)
    {
        _receivers[host.Id] = host;
        return new Way(this, host.Id);
    }

    /// <summary>Its messages come nowhere any more, and none reaches it.</summary>
    public void Cut(NodeId node) => _receivers.TryRemove(node, out _);

    /// <summary>Messages of operations that a node has sent; what it gossips does not count.</summary>
    public int SentBy(NodeId node) => _sent.GetValueOrDefault(node);

    private sealed class Way(InProcessNetwork network, NodeId sender) : ITransport
    {
        public void Send(NodeId receiver, Message message)
        {
            if (message is Message.OfOperation)
                network._sent.AddOrUpdate(sender, 1, (_, count) => count + 1);

            if (network._receivers.ContainsKey(sender) && network._receivers.TryGetValue(receiver, out var there))
                there.TryReceive(sender, message);
        }
    }
}

/// <summary>Asks the join desks of hosts in this process; an address is a host's name.</summary>
internal sealed class InProcessSeeds(NodeId asker, IReadOnlyDictionary<string, IPeerAnswers> desks) : ISeedQuestions
{
    public Task<ReadOnlyMemory<byte>> AskAsync(string address, string subject, ReadOnlyMemory<byte> question, CancellationToken cancellation) =>
        desks.TryGetValue(address, out var desk)
            ? desk.AnswerAsync(asker, subject, question, cancellation)
            : throw new SeedSilentException(address, $"Nobody listens at {address}.");
}
