// What can be said of a ring once and for all: it never changes.
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Web.Components.Ring;

/// <summary>How a ring is drawn: as fine as it can be seen.</summary>
public enum RingDetail
{
    /// <summary>Every token has a mark.</summary>
    Tokens,

    /// <summary>Every partition has an arc.</summary>
    Arcs,

    /// <summary>There are more partitions than can be seen: each part of the picture has the owner of its middle.</summary>
    Parts,
}

/// <summary>What can be said of a ring once and for all. Kept as long as the ring is.</summary>
public sealed class RingFacts
{
    /// <summary>Above so many nodes or <see cref="MostTokens"/> tokens arcs stand in place of tokens.</summary>
    public const int MostNodes = 12;

    /// <summary>As <see cref="MostNodes"/>.</summary>
    public const int MostTokens = 400;

    /// <summary>Above so many tokens the picture has parts of equal size in place of arcs.</summary>
    public const int MostArcs = 4_000;

    /// <summary>A node is out of balance when its share is further from the mean than this (Dynamo 6).</summary>
    public const double Balance = 0.15;

    private static readonly ConditionalWeakTable<HashRing, RingFacts> Known = [];

    private RingFacts(HashRing ring)
    {
        Shares = ring.Shares().ToImmutableDictionary(share => share.Node, share => share.Share);
        Tokens = ring.Tokens.CountBy(token => token.Node).ToImmutableDictionary();
        Detail = ring.Tokens.Length > MostArcs ? RingDetail.Parts
            : ring.Members.Length > MostNodes || ring.Tokens.Length > MostTokens ? RingDetail.Arcs
            : RingDetail.Tokens;
        Bands = RingBands.Of(ring, Detail, RingGeometry.BandRadius);
        InnerBands = RingBands.Of(ring, Detail, RingBands.InnerRadius);
        Mean = 1.0 / ring.Members.Length;
    }

    /// <summary>The share (0..1) of the positions whose first replica a node is.</summary>
    public ImmutableDictionary<NodeId, double> Shares { get; }

    /// <summary>How many virtual nodes a node has.</summary>
    public ImmutableDictionary<NodeId, int> Tokens { get; }

    /// <summary>How fine the ring is drawn.</summary>
    public RingDetail Detail { get; }

    /// <summary>The path of each node's part of the ring.</summary>
    public ImmutableDictionary<NodeId, string> Bands { get; }

    /// <summary>The same on a smaller circle, for a ring that is to come.</summary>
    public ImmutableDictionary<NodeId, string> InnerBands { get; }

    /// <summary>The share of a node when all have the same.</summary>
    public double Mean { get; }

    /// <summary>The facts of a ring, always the same object.</summary>
    public static RingFacts Of(HashRing ring) => Known.GetValue(ring, one => new RingFacts(one));

    /// <summary>Whether a node has more than 15 % more or less than the mean.</summary>
    public bool IsOutOfBalance(NodeId node) => Shares.TryGetValue(node, out var share) && Math.Abs((share / Mean) - 1) > Balance;
}
