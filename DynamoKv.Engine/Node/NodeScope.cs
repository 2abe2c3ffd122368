// What the roles of one node share.
using System.Collections.Immutable;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Engine.Node;

/// <summary>What the roles of one node share, and the moment and outbox of the step that is running.</summary>
internal sealed class NodeScope(NodeId self, NodeOptions options, RingCatalogue rings, DeterministicRandom random)
{
    private static readonly Outbox Nowhere = new(isTracing: false);

    public NodeId Self { get; } = self;

    public NodeOptions Options { get; } = options;

    /// <summary>The rings of the cluster.</summary>
    public RingCatalogue Rings { get; } = rings;

    /// <summary>Chance of this node alone; a role takes its own stream of it.</summary>
    public DeterministicRandom Random { get; } = random;

    public Reachability Peers { get; } = new(options.SuspicionPeriod);

    /// <summary>Where keys live; null: this node knows no cluster yet.</summary>
    public Placement? Placement { get; private set; } = rings.Founders is { } founders ? new Placement(founders, Next: null, Epoch: 0) : null;

    /// <summary>Where keys live has changed: a change of the membership began, went on or ended.</summary>
    public event Action? PlacementChanged;

    /// <summary>
    /// Whether this node has received all that will be its own in <see cref="Placement.Next"/>; null: nothing is
    /// waited for.
    /// </summary>
    public Func<bool>? HoldsItsShare { get; set; }

    /// <summary>When this life of the node began.</summary>
    public Instant LifeBegan { get; set; }

    /// <summary>What the node has done so far; never read by it.</summary>
    public NodeCounters Counters { get; set; } = new();

    /// <summary>The time that the running step was given.</summary>
    public Instant Now { get; private set; }

    /// <summary>The outbox that the running step was given.</summary>
    public Outbox Outbox { get; private set; } = Nowhere;

    /// <summary>The membership by which this node chooses replicas; see <see cref="Placement.Epoch"/>.</summary>
    public long RingEpoch => Placement?.Epoch ?? 0;

    /// <summary>Asks a peer that knows a newer membership for it; null: there is nobody who could.</summary>
    public Action<NodeId>? RingIsNewerAt { get; set; }

    /// <summary>
    /// Tells, beside the missed answers, whom the failure detector takes for down; null: nobody asks it.
    /// </summary>
    public Func<NodeId, bool>? IsDown { get; set; }

    /// <summary>Tells the roles where keys live from now on.</summary>
    public void MoveTo(Placement placement)
    {
        Placement = placement;
        PlacementChanged?.Invoke();
    }

    /// <summary>Asks for one slice of background work; null: there is always one (Dynamo 6.5).</summary>
    public Func<bool>? MayWorkInBackground { get; set; }

    /// <summary>Whether background work may take a slice now; if not, it tries again later.</summary>
    public bool MayWork() => MayWorkInBackground is null || MayWorkInBackground();

    public void Begin(Instant now, Outbox outbox)
    {
        Now = now;
        Outbox = outbox;
    }

    /// <summary>Where a key lies on the ring.</summary>
    public RingPosition PositionOf(Key key) => Rings.Positions.Of(key);

    /// <summary>The key's replicas; nobody when this node knows no cluster yet.</summary>
    public ReplicaGroup GroupOf(Key key) => Placement?.GroupOf(PositionOf(key), Options.Quorum.N) ?? new ReplicaGroup([], []);

    /// <summary>The key's primaries in preference order.</summary>
    public ImmutableArray<NodeId> PrimariesOf(Key key) => Placement?.Current.PreferenceList(PositionOf(key), Options.Quorum.N) ?? [];

    public bool IsReachable(NodeId node) =>
        node == Self || (Peers.IsReachable(node, Now) && (IsDown is null || !IsDown(node)));

    /// <summary>Those of a list that can be reached, as bits.</summary>
    public ulong ReachableAmong(ImmutableArray<NodeId> nodes)
    {
        var bits = 0UL;
        for (var i = 0; i < nodes.Length; i++)
        {
            bits |= IsReachable(nodes[i]) ? 1UL << i : 0;
        }

        return bits;
    }

    /// <summary>Nobody was asked, because too few can be reached.</summary>
    public Participation Unreachable(Tally tally) =>
        new(tally.Asked, [], [], [.. tally.Asked.Where(node => !IsReachable(node))], tally.Needed);

    public int CountReachable(ImmutableArray<NodeId> nodes)
    {
        var count = 0;
        foreach (var node in nodes)
        {
            count += IsReachable(node) ? 1 : 0;
        }

        return count;
    }
}
