// What the picture of the ring and its table twin both show.
using System.Collections.Immutable;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Web.Components.Ring;

/// <summary>A node in the picture.</summary>
/// <param name="View">What is known of it.</param>
/// <param name="Style">How it is told apart.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Tokens">How many virtual nodes it has.</param>
/// <param name="Share">The share (0..1) of the positions whose first replica it is.</param>
/// <param name="Preference">Its place, from 1, in the selected key's preference list; null: not in it.</param>
public sealed record NodeMark(NodeView View, NodeStyle Style, Point Place, int Tokens, double Share, int? Preference)
{
    /// <summary>How it stands to the ring.</summary>
    public Standing Standing { get; init; }

    /// <summary>For whom it keeps the selected key as a hint; null: it does not.</summary>
    public NodeId? StandsInFor { get; init; }

    /// <summary>Whose messages can't reach it, because of a partition or a cut.</summary>
    public ImmutableArray<NodeId> Deaf { get; init; } = [];
}

/// <summary>A key in the picture.</summary>
/// <param name="Key">The key.</param>
/// <param name="Position">Where the ring puts it.</param>
/// <param name="Place">Where it is drawn.</param>
/// <param name="PreferenceList">Its replicas, in order of preference.</param>
/// <param name="Holders">The nodes whose disks hold something of it, in order of their names.</param>
/// <param name="Versions">The most versions that one node holds.</param>
/// <param name="IsSelected">Whether its preference list is on show.</param>
public sealed record KeyMark(
    Key Key,
    RingPosition Position,
    Point Place,
    ImmutableArray<NodeId> PreferenceList,
    ImmutableArray<NodeId> Holders,
    int Versions,
    bool IsSelected);

/// <summary>What the picture of the ring and its table twin both show. Immutable.</summary>
/// <param name="Nodes">All nodes, in order of their names.</param>
/// <param name="Keys">The keys shown, in ordinal order: the first <see cref="MaxKeys"/> and the selected one.</param>
/// <param name="KeyCount">How many keys there are.</param>
public sealed record RingScene(ImmutableArray<NodeMark> Nodes, ImmutableArray<KeyMark> Keys, int KeyCount)
{
    /// <summary>Where links are cut.</summary>
    public ImmutableArray<RingWall> Walls { get; init; } = [];

    /// <summary>How many keys are drawn.</summary>
    public const int MaxKeys = 100;

    /// <summary>Makes the scene of a snapshot.</summary>
    /// <param name="ring">The ring.</param>
    /// <param name="snapshot">The cluster.</param>
    /// <param name="selected">The key whose preference list is on show; null: none.</param>
    /// <param name="replicas">N.</param>
    public static RingScene Of(HashRing ring, ClusterSnapshot snapshot, Key? selected, int replicas) =>
        Of(new Placement(ring, Next: null, Epoch: 0), snapshot, selected, replicas);

    /// <summary>Makes the scene of a snapshot while the membership may be changing.</summary>
    public static RingScene Of(Placement placement, ClusterSnapshot snapshot, Key? selected, int replicas)
    {
        var ring = placement.Current;
        var all = HoldersByKey(snapshot);
        var keys = all
            .Where((pair, index) => index < MaxKeys || pair.Key == selected)
            .Select(pair => MarkKey(ring, pair.Key, pair.Value, snapshot, replicas, pair.Key == selected))
            .ToImmutableArray();
        var preference = selected is { } key ? ring.PreferenceList(RingPosition.OfKey(key), replicas) : [];
        return new RingScene(MarkNodes(placement, snapshot, preference, selected), keys, all.Count) { Walls = RingWall.Of(snapshot) };
    }

    private static SortedDictionary<Key, List<NodeId>> HoldersByKey(ClusterSnapshot snapshot)
    {
        var holders = new SortedDictionary<Key, List<NodeId>>();
        foreach (var node in snapshot.Nodes.Values)
        {
            foreach (var key in node.Rows.Keys)
            {
                if (!holders.TryGetValue(key, out var list))
                {
                    holders.Add(key, list = []);
                }

                list.Add(node.Id);
            }
        }

        return holders;
    }

    private static KeyMark MarkKey(
        HashRing ring, Key key, List<NodeId> holders, ClusterSnapshot snapshot, int replicas, bool isSelected)
    {
        var position = RingPosition.OfKey(key);
        var versions = holders.Max(node => snapshot.Nodes[node].Rows[key].Siblings.Length);
        return new KeyMark(
            key, position, RingGeometry.OfKey(position), ring.PreferenceList(position, replicas), [.. holders], versions, isSelected);
    }

    private static ImmutableArray<NodeMark> MarkNodes(
        Placement placement, ClusterSnapshot snapshot, ImmutableArray<NodeId> preference, Key? selected)
    {
        var ring = placement.Current;
        var shares = ring.Shares().ToDictionary(share => share.Node, share => share.Share);
        var tokens = ring.Tokens.CountBy(token => token.Node).ToDictionary();
        return [.. snapshot.Nodes.Values.Select((view, index) => new NodeMark(
            view,
            new NodeStyle(index),
            RingGeometry.OfNode(index, snapshot.Nodes.Count),
            tokens.GetValueOrDefault(view.Id),
            shares.GetValueOrDefault(view.Id),
            preference.IndexOf(view.Id) is >= 0 and var place ? place + 1 : null)
        {
            Standing = Standings.Of(placement, view.Id),
            StandsInFor = selected is { } key ? TargetOf(view, key) : null,
            Deaf = [.. snapshot.Nodes.Keys.Where(other => snapshot.IsCut(other, view.Id))],
        })];
    }

    private static NodeId? TargetOf(NodeView view, Key key)
    {
        foreach (var (target, kept) in view.Hints)
        {
            if (kept.ContainsKey(key))
            {
                return target;
            }
        }

        return null;
    }
}
