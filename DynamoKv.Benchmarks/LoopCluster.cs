// The smallest world: nodes in a loop, messages delivered at once.
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Benchmarks;

/// <summary>A world without time, loss or chance, for measuring what the protocol itself costs. Timers never fire.</summary>
internal sealed class LoopCluster : IDisposable
{
    private static readonly Key[] Names = [.. Enumerable.Range(0, 1_000).Select(number => Key.Of($"key-{number}"))];

    private readonly MemoryStoreFactory _disks = new();
    private readonly Dictionary<NodeId, (DynamoNode Node, IReplicaStore Store)> _nodes = [];
    private readonly Queue<(NodeId Receiver, NodeInput Input)> _waiting = new();
    private readonly Outbox _outbox = new(isTracing: false);
    private readonly NodeId[] _names;
    private long _now;

    public LoopCluster(int nodes, NodeOptions? options = null)
    {
        _names = [.. Enumerable.Range(1, nodes).Select(number => new NodeId($"node-{number}"))];
        var ring = HashRing.Build(_names.Select(name => new RingMember(name)), new RingOptions());
        var rings = new RingCatalogue(ring);
        foreach (var name in _names)
        {
            var store = _disks.Open(name);
            _nodes.Add(name, (new DynamoNode(name, options ?? new NodeOptions(), rings, store, new DeterministicRandom(1)), store));
            _waiting.Enqueue((name, NodeInput.Started));
        }

        Drain();
    }

    /// <summary>How many requests got an answer.</summary>
    public long Answered { get; private set; }

    /// <summary>One of a thousand keys.</summary>
    public static Key KeyOf(int number) => Names[number];

    /// <summary>Sends a request to the next node in turn and runs until nothing is left to do.</summary>
    public void Ask(Func<OperationId, Key, int, ClientRequest> request, int number, Key key)
    {
        var entry = _names[number % _names.Length];
        _waiting.Enqueue((entry, NodeInput.RequestReceived(request(new OperationId(entry, number + 1), key, number))));
        Drain();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, store) in _nodes.Values)
        {
            store.Dispose();
        }

        _disks.Dispose();
    }

    private void Drain()
    {
        while (_waiting.TryDequeue(out var next))
        {
            var (node, store) = _nodes[next.Receiver];
            node.Step(next.Input, new Instant(++_now), _outbox);
            store.Commit();
            Release(next.Receiver);
        }
    }

    private void Release(NodeId sender)
    {
        for (var index = 0; index < _outbox.Messages.Count; index++)
        {
            var message = _outbox.Messages[index];
            _waiting.Enqueue((message.Receiver, NodeInput.MessageReceived(sender, message.Message)));
        }

        Answered += _outbox.Responses.Count;
        _outbox.Clear();
    }
}
