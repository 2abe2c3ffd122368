// The versions of a key worked out the slow way, straight from the lines of a log.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Projections.Graphs;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Projections.Graphs;

/// <summary>The versions of a key worked out the slow way: lists and nested loops over the lines of a log and the nodes' rows.</summary>
internal static class DumbVersions
{
    /// <summary>Every write of the key with the line in which it was first seen, in that order.</summary>
    public static (Dot Dot, long Number)[] Writes(IEnumerable<LogEntry> log, Key key) =>
        [.. log.SelectMany(entry => VersionsIn(entry, key).Select(version => (version.Dot, entry.Number))).DistinctBy(write => write.Dot)];

    /// <summary>"A disk", "B hint D": who holds a write.</summary>
    public static string[] Holders(ClusterSnapshot snapshot, Key key, Dot dot) => [.. snapshot.Nodes.Values.SelectMany(node => Lines(node, key, dot))];

    /// <summary>What was seen, without what another one of the seen has seen.</summary>
    public static Dot[] Parents(WrittenVersion version, IReadOnlyList<WrittenVersion> all)
    {
        var seen = all.Where(version.HasSeen).ToArray();
        return [.. seen.Where(one => !seen.Any(other => other.HasSeen(one))).Select(one => one.Dot).Order()];
    }

    /// <summary>Of dotted versions: all that is held and that nothing held has seen.</summary>
    public static Dot[] Current(ClusterSnapshot snapshot, Key key)
    {
        var held = snapshot.Nodes.Values.SelectMany(node => Held(node, key)).SelectMany(set => set.Siblings).DistinctBy(version => version.Dot).ToArray();
        return [.. held.Where(one => !held.Any(other => other.Past.Covers(one.Dot))).Select(one => one.Dot).Order()];
    }

    /// <summary>The earliest later write that has not seen it.</summary>
    public static Dot? LostTo(WrittenVersion version, IReadOnlyList<WrittenVersion> all) => all
        .Where(other => (other.Version.WrittenAt, other.Dot).CompareTo((version.Version.WrittenAt, version.Dot)) > 0 && !other.Seen.Covers(version.Dot))
        .OrderBy(other => other.Version.WrittenAt).ThenBy(other => other.Dot).Select(other => (Dot?)other.Dot).FirstOrDefault();

    private static ImmutableArray<Sibling> VersionsIn(LogEntry entry, Key key) => entry.What switch
    {
        TraceEvent.VersionsStored stored when stored.Key == key => stored.Versions.Siblings,
        TraceEvent.HintKept kept when kept.Key == key => kept.Versions.Siblings,
        _ => [],
    };

    private static IEnumerable<SiblingSet> Held(NodeView node, Key key) => new[] { node.Rows.GetValueOrDefault(key), node.Buffered.GetValueOrDefault(key) }
        .Concat(node.Hints.Values.Select(kept => kept.GetValueOrDefault(key)?.Versions)).OfType<SiblingSet>();

    private static IEnumerable<string> Lines(NodeView node, Key key, Dot dot)
    {
        if (Has(node.Rows.GetValueOrDefault(key), dot))
        {
            yield return $"{node.Id} Disk ";
        }

        if (Has(node.Buffered.GetValueOrDefault(key), dot))
        {
            yield return $"{node.Id} Memory ";
        }

        foreach (var (target, kept) in node.Hints.Where(one => Has(one.Value.GetValueOrDefault(key)?.Versions, dot)))
        {
            yield return $"{node.Id} Hint {target}";
        }
    }

    private static bool Has(SiblingSet? versions, Dot dot) => versions?.Siblings.Any(version => version.Dot == dot) == true;
}
