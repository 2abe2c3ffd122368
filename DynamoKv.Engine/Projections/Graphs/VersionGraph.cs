// The history of a key as a graph.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Projections.Graphs;

/// <summary>The history of a key as a graph, at one line of the log: who saw whose write, and who holds what (Dynamo 4.4). Immutable.</summary>
/// <param name="Key">The key.</param>
/// <param name="Versions">The versions shown, in the order of the log; those that only a disk knows come first.</param>
/// <param name="Total">How many writes of the key there were in all.</param>
/// <param name="Merged">What a read of everybody would return: all that the nodes hold, merged.</param>
public sealed record VersionGraph(Key Key, ImmutableArray<GraphVersion> Versions, int Total, SiblingSet Merged)
{
    /// <summary>How many of the newest writes are shown, beside all that somebody holds.</summary>
    public const int MaxShown = 40;

    /// <summary>How many older ones are left out.</summary>
    public int LeftOut => Math.Max(0, Total - Versions.Count(version => version.Written.Ordinal > 0));

    /// <summary>The versions that a read of everybody would return.</summary>
    public IEnumerable<GraphVersion> Current => Versions.Where(version => version.IsCurrent);

    /// <summary>The versions that last-write-wins would lose.</summary>
    public IEnumerable<GraphVersion> Lost => Versions.Where(version => version.LostTo is not null);

    /// <summary>A version; null: it is not shown.</summary>
    public GraphVersion? Find(Dot dot) => Versions.FirstOrDefault(version => version.Written.Dot == dot);

    /// <summary>The graph.</summary>
    /// <param name="history">The key's writes up to the same entry as the snapshot.</param>
    /// <param name="snapshot">The cluster there.</param>
    /// <param name="mode">How versions supersede each other.</param>
    public static VersionGraph Of(VersionHistory history, ClusterSnapshot snapshot, VersionMode mode)
    {
        var held = HeldVersions.Of(snapshot, history.Key);
        var merged = held.Sets.Aggregate(SiblingSet.Empty, VersionRules.For(mode).Merge);
        var current = merged.Siblings.Select(version => version.Dot).ToHashSet();
        var shown = Shown(history, held);
        var versions = shown.Select(version => new GraphVersion(
            version, ParentsOf(version, shown), held.HoldersOf(version.Dot), current.Contains(version.Dot), LostTo(version, shown)));
        return new VersionGraph(history.Key, [.. versions], history.Total, merged);
    }

    private static WrittenVersion[] Shown(VersionHistory history, HeldVersions held)
    {
        var known = history.Versions.Select(version => version.Dot).ToHashSet();
        var older = held.Versions.Where(version => !known.Contains(version.Dot)).Select(version => new WrittenVersion(0, version, 0));
        var first = history.Versions.Count - MaxShown;
        return [.. older, .. history.Versions.Where((version, index) => index >= first || !held.HoldersOf(version.Dot).IsEmpty)];
    }

    // First those that have seen most: what a chosen parent has seen is reached through it.
    private static ImmutableArray<Dot> ParentsOf(WrittenVersion version, WrittenVersion[] shown)
    {
        var parents = new List<WrittenVersion>();
        foreach (var seen in shown.Where(version.HasSeen).OrderByDescending(seen => shown.Count(seen.HasSeen)))
        {
            if (!parents.Exists(parent => parent.HasSeen(seen)))
            {
                parents.Add(seen);
            }
        }

        return [.. parents.OrderBy(parent => parent.Ordinal).Select(parent => parent.Dot)];
    }

    private static Dot? LostTo(WrittenVersion version, WrittenVersion[] shown)
    {
        WrittenVersion? winner = null;
        foreach (var other in shown)
        {
            var isWinner = other.IsLaterThan(version) && !other.HasSeen(version);
            winner = isWinner && (winner is null || winner.IsLaterThan(other)) ? other : winner;
        }

        return winner?.Dot;
    }
}
