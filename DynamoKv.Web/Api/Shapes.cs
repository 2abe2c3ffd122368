// From engine values to JSON shapes.
using System.Collections.Immutable;
using System.Text;
using System.Text.Unicode;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Web.Api;

/// <summary>From engine values to JSON shapes.</summary>
internal static class Shapes
{
    /// <summary>Virtual seconds since the run began.</summary>
    public static double Seconds(Instant instant) => instant.Microseconds / 1_000_000.0;

    /// <summary>
    /// {node: counter}. The newest incarnation of a node stands under the node's bare name, older ones as "node/incarnation".
    /// </summary>
    public static IReadOnlyDictionary<string, long> Clock(VectorClock clock)
    {
        var counters = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var entries = clock.Entries;
        for (var index = 0; index < entries.Length; index++)
        {
            var actor = entries[index].Actor;
            var isNewest = index + 1 == entries.Length || entries[index + 1].Actor.Node != actor.Node;
            counters[isNewest ? actor.Node.Value : actor.ToString()] = entries[index].Counter;
        }

        return counters;
    }

    /// <summary>UTF-8 text as it is, other bytes in base64.</summary>
    public static (string Value, string Encoding) Value(ReadOnlyMemory<byte> bytes) => Utf8.IsValid(bytes.Span)
        ? (Encoding.UTF8.GetString(bytes.Span), "utf8")
        : (Convert.ToBase64String(bytes.Span), "base64");

    public static SiblingInfo Sibling(Sibling sibling)
    {
        var (value, encoding) = Value(sibling.Value);
        return new SiblingInfo(
            value, encoding, sibling.ContentType, Clock(sibling.Clock), sibling.Dot.ToString(), Seconds(sibling.WrittenAt), sibling.IsTombstone);
    }

    public static IReadOnlyList<SiblingInfo> Siblings(SiblingSet versions) => [.. versions.Siblings.Select(Sibling)];

    public static IReadOnlyList<string> Names(IEnumerable<NodeId> nodes) => [.. nodes.Select(node => node.Value)];

    /// <summary>As above: answers to single requests are made in great numbers.</summary>
    public static IReadOnlyList<string> Names(ImmutableArray<NodeId> nodes)
    {
        var names = nodes.IsEmpty ? [] : new string[nodes.Length];
        for (var index = 0; index < names.Length; index++)
        {
            names[index] = nodes[index].Value;
        }

        return names;
    }

    public static WriteResult Write(Key key, Participation replicas, bool isAchieved) => new(
        key.Text, Names(replicas.Succeeded), Names(replicas.Failed), Names(replicas.Silent),
        replicas.Hinted.IsEmpty ? [] : [.. replicas.Hinted.Select(standIn => new HintInfo(standIn.Intended.Value, standIn.Holder.Value))], replicas.Succeeded.Length, isAchieved, replicas.Required);

    public static ReadResult Read(Participation replicas, bool isAchieved, IEnumerable<NodeId> repaired) =>
        new(replicas.Succeeded.Length, replicas.Required, isAchieved, Names(repaired));
}
