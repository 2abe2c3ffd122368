// A world made by hand for tests of transfers: the test says when the membership changes and what becomes of messages.
using System.Collections.Immutable;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Node.Transfers;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Node.Transfers;

/// <summary>Real nodes on memory stores. Each message arrives after a millisecond unless the test decides otherwise.</summary>
internal sealed class TransferWorld : IDisposable
{
    private static readonly TimeSpan Travel = TimeSpan.FromMilliseconds(1);

    private readonly MemoryStoreFactory _disks = new();
    private readonly SortedSet<NodeId> _full = [];
    private readonly SortedDictionary<NodeId, DynamoNode> _nodes = [];
    private readonly SortedDictionary<NodeId, IReplicaStore> _stores = [];
    private readonly PriorityQueue<(NodeId Node, NodeInput Input, long Life), (Instant At, long Number)> _agenda = new();
    private readonly SortedDictionary<NodeId, long> _lives = [];
    private readonly NodeOptions _options;
    private Placement _placement;
    private long _number;

    public TransferWorld(string members, TransferOptions? transfers = null, ReapingOptions? reaping = null)
    {
        _options = new NodeOptions { Transfers = transfers ?? new TransferOptions { BatchKeys = 10 }, Reaping = reaping };
        var ring = HashRing.Build(members.Select(Member), new RingOptions());
        _placement = new Placement(ring, Next: null, Epoch: 1);
        foreach (var member in ring.Members)
            Start(member.Id);
    }

    public Instant Now { get; private set; }

    public Placement Placement => _placement;

    public List<(Instant At, NodeId Node, TraceEvent What)> Traced { get; } = [];

    public List<(Instant At, NodeId Sender, NodeId Receiver, Message Message)> Sent { get; } = [];

    public List<CommandAnswer> Answers { get; } = [];

    /// <summary>How often a message arrives, and how much later each time; none: it is lost.</summary>
    public Func<Message, TimeSpan[]>? Fate { get; set; }

    /// <summary>Hears of a message before it is handed over.</summary>
    public Action<NodeId, Message>? Arriving { get; set; }

    /// <summary>Nodes that answer nothing, and that the others take for down.</summary>
    public SortedSet<NodeId> Dead { get; } = [];

    public static NodeId Id(char name) => new(name.ToString());

    public static RingMember Member(char name) => new(Id(name), 8);

    public static Key KeyOf(int number) => Key.Of($"key-{number:0000}");

    public static SiblingSet Value(string value, long counter = 1, string node = "W", Instant at = default) =>
        SiblingSet.Of([new Sibling(
            new Dot(new VersionActor(new NodeId(node), 1), counter), VectorClock.Empty, System.Text.Encoding.UTF8.GetBytes(value),
            WriteContent.TextContentType, at, false)]);

    /// <summary>Stores keys with all their replicas, as if they had been written long ago.</summary>
    public TransferWorld Fill(int keys)
    {
        foreach (var key in Enumerable.Range(0, keys).Select(KeyOf))
        {
            foreach (var node in PrimariesOf(key))
                Put(node, key, Value(key.Text));
        }

        return this;
    }

    public void Put(NodeId node, Key key, SiblingSet versions)
    {
        _stores[node].Write(key, versions);
        _stores[node].Commit();
    }

    public ImmutableArray<NodeId> PrimariesOf(Key key) => _placement.Current.PreferenceList(RingPosition.OfKey(key), 3);

    public ImmutableArray<NodeId> NextOf(Key key) => (_placement.Next ?? _placement.Current).PreferenceList(RingPosition.OfKey(key), 3);

    /// <summary>A change begins; all nodes hear of it.</summary>
    public TransferWorld Change(Func<HashRing, HashRing> change)
    {
        var next = change(_placement.Current);
        return Move(new Placement(_placement.Current, next, _placement.Epoch + 1));
    }

    /// <summary>The change is over.</summary>
    public TransferWorld EndChange() => Move(new Placement(_placement.Next!, Next: null, _placement.Epoch + 1));

    public TransferWorld Move(Placement placement)
    {
        var members = (placement.Next ?? placement.Current).Members.Select(member => member.Id);
        foreach (var newcomer in members.Where(member => !_nodes.ContainsKey(member)))
            Start(newcomer);

        _placement = placement;
        foreach (var node in _nodes.Keys.Except(Dead))
            Tell(node);

        return this;
    }

    /// <summary>A node starts that is in no ring.</summary>
    public void StartStranger(NodeId stranger) => Start(stranger);

    public void Die(char name)
    {
        Dead.Add(Id(name));
        _lives[Id(name)]++;
    }

    /// <summary>A node's disk takes nothing more, or has room again.</summary>
    public void SetFull(NodeId node, bool isFull) => _ = isFull ? _full.Add(node) : _full.Remove(node);

    /// <summary>A node's life ends; the next begins on the same disk.</summary>
    public void Restart(NodeId node, bool losingItsDisk = false)
    {
        Dead.Remove(node);
        _stores[node].Dispose();
        if (losingItsDisk)
            _disks.Erase(node);

        Start(node);
        Tell(node);
    }

    public void Command(NodeId node, NodeCommand command) => Step(node, NodeInput.CommandReceived(command));

    public TransferSnapshot SnapshotOf(NodeId node) => _nodes[node].Snapshot().Transfers;

    public NodeScope ScopeOf(NodeId node) => _nodes[node].Scope;

    public bool HoldsItsShare(NodeId node) => _nodes[node].Scope.HoldsItsShare!();

    public bool AllHoldTheirShare() => _nodes.Keys.Except(Dead).All(HoldsItsShare);

    public SiblingSet Held(NodeId node, Key key) => _stores[node].Read(key).Versions;

    public ImmutableArray<Key> KeysAt(NodeId node) => [.. _stores[node].Scan(null, 100_000).Select(row => row.Key)];

    public IEnumerable<T> Said<T>(NodeId? node = null)
        where T : TraceEvent => Traced.Where(said => node is null || said.Node == node).Select(said => said.What).OfType<T>();

    /// <summary>Runs until a claim holds; false: it did not within the time.</summary>
    public bool RunUntil(Func<bool> claim, double seconds = 60)
    {
        var end = Now + TimeSpan.FromSeconds(seconds);
        while (!claim())
        {
            if (!_agenda.TryPeek(out _, out var due) || due.At > end)
                return false;

            Advance();
        }

        return true;
    }

    public TransferWorld RunFor(double seconds)
    {
        var end = Now + TimeSpan.FromSeconds(seconds);
        while (_agenda.TryPeek(out _, out var due) && due.At <= end)
            Advance();

        Now = end;
        return this;
    }

    public void Dispose()
    {
        foreach (var store in _stores.Values)
            store.Dispose();

        _disks.Dispose();
    }

    private void Advance()
    {
        _agenda.TryDequeue(out var next, out var due);
        Now = due.At;
        if (next.Life != 0 && next.Life != _lives[next.Node])
            return; // a timer of an earlier life

        if (next.Input.What is Message message)
            Arriving?.Invoke(next.Node, message);

        Step(next.Node, next.Input);
    }

    private void Start(NodeId node)
    {
        _lives[node] = _lives.GetValueOrDefault(node) + 1;
        _stores[node] = new FillableStore(_disks.Open(node), () => _full.Contains(node));
        _nodes[node] = new DynamoNode(node, _options, new RingCatalogue(null), _stores[node], new DeterministicRandom(1));
        _nodes[node].Scope.IsDown = Dead.Contains;
        Step(node, NodeInput.Started);
        if (_placement.Next is null)
            Tell(node);
    }

    private void Tell(NodeId node) => Act(node, outbox =>
    {
        _nodes[node].Scope.Begin(Now, outbox);
        _nodes[node].Scope.MoveTo(_placement);
    });

    private void Step(NodeId node, NodeInput input) => Act(node, outbox => _nodes[node].Step(input, Now, outbox));

    private void Act(NodeId node, Action<Outbox> action)
    {
        if (Dead.Contains(node))
            return;

        var outbox = new Outbox(isTracing: true);
        action(outbox);
        _stores[node].Commit();
        Traced.AddRange(outbox.Traced.Select(what => (Now, node, what)));
        Answers.AddRange(outbox.Answers);
        foreach (var timer in outbox.Timers)
            _agenda.Enqueue((node, NodeInput.TimerFired(timer.Timer), _lives[node]), (Now + timer.Delay, ++_number));

        foreach (var (receiver, message) in outbox.Messages)
        {
            Sent.Add((Now, node, receiver, message));
            foreach (var delay in Fate?.Invoke(message) ?? [Travel])
                _agenda.Enqueue((receiver, NodeInput.MessageReceived(node, message), 0), (Now + delay, ++_number));
        }
    }
}
