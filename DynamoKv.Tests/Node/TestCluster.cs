// A world made by hand for tests of the node: messages wait until the test delivers or loses them.
using System.Collections.Immutable;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Node;

/// <summary>Nodes A, B, C, ... on memory stores. Nothing is delivered unless the test says so.</summary>
internal sealed class TestCluster : IDisposable
{
    private readonly MemoryStoreFactory _disks = new();
    private readonly SortedDictionary<NodeId, DynamoNode> _nodes = [];
    private readonly Dictionary<NodeId, IReplicaStore> _stores = [];
    private readonly List<(Instant Due, NodeId Node, NodeTimer Timer)> _timers = [];
    private readonly NodeOptions _options;
    private long _lastOperation;

    public TestCluster(int nodes = 5, NodeOptions? options = null)
    {
        _options = options ?? new NodeOptions();
        Names = [.. Enumerable.Range(0, nodes).Select(i => new NodeId(((char)('A' + i)).ToString()))];
        Ring = HashRing.Build(Names.Select(name => new RingMember(name, 8)), new RingOptions());
        foreach (var name in Names)
        {
            Start(name);
        }
    }

    public ImmutableArray<NodeId> Names { get; }

    public HashRing Ring { get; }

    public Instant Now { get; private set; }

    public List<(NodeId Sender, NodeId Receiver, Message Message)> Wire { get; } = [];

    public Dictionary<OperationId, ClientResponse> Answers { get; } = [];

    public List<(NodeId Node, TraceEvent What)> Traced { get; } = [];

    public HashSet<NodeId> Dead { get; } = [];

    /// <summary>The replicas of a key in preference order.</summary>
    public ImmutableArray<NodeId> ReplicasOf(string key) => Ring.PreferenceList(RingPosition.OfKey(Key.Of(key)), _options.Quorum.N);

    /// <summary>A node that holds no copy of a key.</summary>
    public NodeId StrangerTo(string key) => Names.First(name => !ReplicasOf(key).Contains(name));

    public SiblingSet Held(NodeId node, string key) => _stores[node].Read(Key.Of(key)).Versions;

    public IReplicaStore Disk(NodeId node) => _stores[node];

    public NodeSnapshot Snapshot(NodeId node) => _nodes[node].Snapshot();

    public OperationId Put(NodeId via, string key, string value, CausalContext? context = null, RequestOptions? options = null, bool onlyIfAbsent = false) =>
        Ask(via, id => new ClientRequest.Put(id, Key.Of(key), options ?? RequestOptions.None, WriteContent.Text(value), context, onlyIfAbsent));

    public OperationId Get(NodeId via, string key, RequestOptions? options = null) =>
        Ask(via, id => new ClientRequest.Get(id, Key.Of(key), options ?? RequestOptions.None));

    public OperationId Delete(NodeId via, string key, CausalContext? context = null) =>
        Ask(via, id => new ClientRequest.Delete(id, Key.Of(key), RequestOptions.None, context));

    /// <summary>Delivers whatever is on the wire, and what follows, until nothing is; messages to the dead are lost.</summary>
    public TestCluster Deliver(Func<Message, NodeId, bool>? only = null)
    {
        while (Wire.FindIndex(m => only is null || only(m.Message, m.Receiver)) is >= 0 and var next)
        {
            var (sender, receiver, message) = Wire[next];
            Wire.RemoveAt(next);
            Step(receiver, NodeInput.MessageReceived(sender, message));
        }

        return this;
    }

    /// <summary>Loses what is on the wire.</summary>
    public TestCluster Lose(Func<Message, NodeId, bool>? only = null)
    {
        Wire.RemoveAll(m => only is null || only(m.Message, m.Receiver));
        return this;
    }

    /// <summary>Moves time and fires what is due, in order; sent messages wait on the wire.</summary>
    public TestCluster Pass(TimeSpan time, bool delivering = false)
    {
        var end = Now + time;
        while (_timers.Where(t => t.Due <= end).OrderBy(t => t.Due).FirstOrDefault() is { Timer: not null } due)
        {
            _timers.Remove(due);
            Now = due.Due;
            Step(due.Node, NodeInput.TimerFired(due.Timer));
            if (delivering)
            {
                Deliver();
            }
        }

        Now = end;
        return this;
    }

    /// <summary>Ends a node's life, losing what is not committed, and begins the next on the same disk.</summary>
    public void Restart(NodeId node)
    {
        _stores[node].Dispose();
        _timers.RemoveAll(t => t.Node == node);
        Start(node);
    }

    public void Dispose()
    {
        foreach (var store in _stores.Values)
        {
            store.Dispose();
        }

        _disks.Dispose();
    }

    public void Step(NodeId node, NodeInput input)
    {
        if (Dead.Contains(node))
        {
            return;
        }

        var outbox = new Outbox(isTracing: true);
        _nodes[node].Step(input, Now, outbox);
        _stores[node].Commit();
        Wire.AddRange(outbox.Messages.Select(m => (node, m.Receiver, m.Message)));
        _timers.AddRange(outbox.Timers.Select(t => (Now + t.Delay, node, t.Timer)));
        Traced.AddRange(outbox.Traced.Select(t => (node, t)));
        foreach (var response in outbox.Responses)
        {
            Answers.Add(response.Operation, response);
        }
    }

    private void Start(NodeId node)
    {
        _stores[node] = _disks.Open(node);
        _nodes[node] = new DynamoNode(node, _options, new RingCatalogue(Ring), _stores[node], new DeterministicRandom(1));
        Step(node, NodeInput.Started);
    }

    private OperationId Ask(NodeId via, Func<OperationId, ClientRequest> request)
    {
        var id = new OperationId(via, ++_lastOperation);
        Step(via, NodeInput.RequestReceived(request(id)));
        return id;
    }
}
