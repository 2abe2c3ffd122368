// What the nodes hold of one key.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Projections.Graphs;

/// <summary>What the nodes hold of one key: rows, memory and hints.</summary>
internal sealed class HeldVersions
{
    private readonly Dictionary<Dot, List<VersionHolder>> _holders = [];
    private readonly SortedDictionary<Dot, Sibling> _versions = [];

    /// <summary>Every set of versions that some node holds.</summary>
    public List<SiblingSet> Sets { get; } = [];

    /// <summary>Every version once, by its dot.</summary>
    public IEnumerable<Sibling> Versions => _versions.Values;

    public static HeldVersions Of(ClusterSnapshot snapshot, Key key)
    {
        var held = new HeldVersions();
        foreach (var node in snapshot.Nodes.Values)
        {
            held.Add(node, HolderPlace.Disk, null, node.Rows.GetValueOrDefault(key));
            held.Add(node, HolderPlace.Memory, null, node.Buffered.GetValueOrDefault(key));
            foreach (var (target, kept) in node.Hints)
            {
                held.Add(node, HolderPlace.Hint, target, kept.GetValueOrDefault(key)?.Versions);
            }
        }

        return held;
    }

    public ImmutableArray<VersionHolder> HoldersOf(Dot dot) => _holders.TryGetValue(dot, out var holders) ? [.. holders] : [];

    private void Add(NodeView node, HolderPlace place, NodeId? target, SiblingSet? versions)
    {
        if (versions is null)
        {
            return;
        }

        Sets.Add(versions);
        foreach (var version in versions.Siblings)
        {
            _versions[version.Dot] = version;
            if (!_holders.TryGetValue(version.Dot, out var holders))
            {
                _holders.Add(version.Dot, holders = []);
            }

            holders.Add(new VersionHolder(node.Id, place, target, node.Condition));
        }
    }
}
