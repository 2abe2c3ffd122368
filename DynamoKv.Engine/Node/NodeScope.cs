// What the roles of one node share.
using System.Collections.Immutable;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Engine.Node;

/// <summary>What the roles of one node share, and the moment and outbox of the step that is running.</summary>
internal sealed class NodeScope(NodeId self, NodeOptions options, HashRing ring)
{
    private static readonly Outbox Nowhere = new(isTracing: false);

    public NodeId Self { get; } = self;

    public NodeOptions Options { get; } = options;

    public Reachability Peers { get; } = new(options.SuspicionPeriod);

    /// <summary>When this life of the node began.</summary>
    public Instant LifeBegan { get; set; }

    /// <summary>The time that the running step was given.</summary>
    public Instant Now { get; private set; }

    /// <summary>The outbox that the running step was given.</summary>
    public Outbox Outbox { get; private set; } = Nowhere;

    public void Begin(Instant now, Outbox outbox)
    {
        Now = now;
        Outbox = outbox;
    }

    /// <summary>The key's primaries in preference order.</summary>
    public ImmutableArray<NodeId> PrimariesOf(Key key) => ring.PreferenceList(RingPosition.OfKey(key), Options.Quorum.N);

    public bool IsReachable(NodeId node) => node == Self || Peers.IsReachable(node, Now);

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
