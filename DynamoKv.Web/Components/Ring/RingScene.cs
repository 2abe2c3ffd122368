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

    /// <summary>Whether its share is more than 15 % from the mean (Dynamo 6).</summary>
    public bool IsOutOfBalance { get; init; }

    /// <summary>The share that it will have when the change that is under way has ended; null: none is.</summary>
    public double? NextShare { get; init; }

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
    bool IsSelected)
{
    /// <summary>Its replicas when the change that is under way has ended; the same when none is, or it does not touch the key.</summary>
    public ImmutableArray<NodeId> NextList { get; init; } = PreferenceList;

    /// <summary>Whether the change that is under way moves it.</summary>
    public bool IsMoving => !NextList.SequenceEqual(PreferenceList);
}

/// <summary>A virtual node in the picture.</summary>
/// <param name="Token">Where, and whose.</param>
/// <param name="Style">How its node is told apart.</param>
public readonly record struct TokenMark(Token Token, NodeStyle Style);

/// <summary>What the picture of the ring and its table twin both show. Immutable.</summary>
/// <param name="Nodes">All nodes, in order of their names.</param>
/// <param name="Keys">The keys shown, in ordinal order: the first <see cref="MaxKeys"/> and the selected one.</param>
/// <param name="KeyCount">How many keys there are.</param>
public sealed record RingScene(ImmutableArray<NodeMark> Nodes, ImmutableArray<KeyMark> Keys, int KeyCount)
{
    /// <summary>Where links are cut.</summary>
    public ImmutableArray<RingWall> Walls { get; init; } = [];

    /// <summary>The ring after the change that is under way; null: none is.</summary>
    public HashRing? Next { get; init; }

    /// <summary>The virtual nodes that are drawn; empty: there are so many that arcs stand in their place.</summary>
    public ImmutableArray<TokenMark> Tokens { get; init; } = [];

    /// <summary>The walk of the selected key; empty: none is.</summary>
    public ImmutableArray<WalkStep> Walk { get; init; } = [];

    /// <summary>From whom to whom ranges go now, as far as the nodes have said.</summary>
    public ImmutableArray<(NodeId Source, NodeId Target)> Transfers { get; init; } = [];

    /// <summary>Whether there are so many nodes that each is a dot.</summary>
    public bool AreNodesDots => Nodes.Length > MostDiscs;

    /// <summary>How many nodes have a disc.</summary>
    public const int MostDiscs = 60;

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
            .Select(pair => MarkKey(placement, pair.Key, pair.Value, snapshot, replicas, pair.Key == selected))
            .ToImmutableArray();
        var preference = selected is { } key ? ring.PreferenceList(RingPosition.OfKey(key), replicas) : [];
        var nodes = MarkNodes(placement, snapshot, preference, selected);
        return new RingScene(nodes, keys, all.Count)
        {
            Walls = RingWall.Of(snapshot),
            Next = placement.Next,
            Tokens = MarkTokens(ring, nodes),
            Walk = selected is { } walked ? RingSteps.Of(ring, RingPosition.OfKey(walked), replicas) : [],
        };
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
        Placement placement, Key key, List<NodeId> holders, ClusterSnapshot snapshot, int replicas, bool isSelected)
    {
        var position = RingPosition.OfKey(key);
        var group = placement.GroupOf(position, replicas);
        var versions = holders.Max(node => snapshot.Nodes[node].Rows[key].Siblings.Length);
        return new KeyMark(key, position, RingGeometry.OfKey(position), group.Primaries, [.. holders], versions, isSelected)
        {
            NextList = group.Next,
        };
    }

    private static ImmutableArray<NodeMark> MarkNodes(
        Placement placement, ClusterSnapshot snapshot, ImmutableArray<NodeId> preference, Key? selected)
    {
        var facts = RingFacts.Of(placement.Current);
        var next = placement.Next is { } planned ? RingFacts.Of(planned) : null;
        var hasBarriers = snapshot.Faults.Values.Any(fault => !fault.Barriers.IsEmpty);
        return [.. snapshot.Nodes.Values.Select((view, index) => new NodeMark(
            view,
            new NodeStyle(index),
            RingGeometry.OfNode(index, snapshot.Nodes.Count),
            facts.Tokens.GetValueOrDefault(view.Id),
            facts.Shares.GetValueOrDefault(view.Id),
            preference.IndexOf(view.Id) is >= 0 and var place ? place + 1 : null)
        {
            Standing = facts.Tokens.ContainsKey(view.Id) && next is null ? Standing.Member : Standings.Of(placement, view.Id),
            IsOutOfBalance = facts.IsOutOfBalance(view.Id),
            NextShare = next?.Shares.GetValueOrDefault(view.Id),
            StandsInFor = selected is { } key ? TargetOf(view, key) : null,
            Deaf = hasBarriers ? [.. snapshot.Nodes.Keys.Where(other => snapshot.IsCut(other, view.Id))] : [],
        })];
    }

    private static ImmutableArray<TokenMark> MarkTokens(HashRing ring, ImmutableArray<NodeMark> nodes)
    {
        if (RingFacts.Of(ring).Detail != RingDetail.Tokens)
        {
            return [];
        }

        var styles = nodes.ToDictionary(node => node.View.Id, node => node.Style);
        return [.. ring.Tokens.Where(token => styles.ContainsKey(token.Node)).Select(token => new TokenMark(token, styles[token.Node]))];
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
