// In which keys two nodes differ.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Web.Api;

/// <summary>A key that two of its replicas hold differently.</summary>
/// <param name="Source">What the source holds.</param>
/// <param name="Target">What the target holds.</param>
/// <param name="Merged">What both hold after an exchange.</param>
internal sealed record HeldDifference(Key Key, SiblingSet Source, SiblingSet Target, SiblingSet Merged)
{
    public bool IsPulled => !Merged.Equals(Source);

    public bool IsPushed => !Merged.Equals(Target);

    public string Direction => (IsPulled, IsPushed) switch
    {
        (true, true) => "both",
        (true, false) => "pull",
        _ => "push",
    };
}

/// <summary>Compares what two nodes hold of the keys that both are replicas of.</summary>
internal static class NodeDifference
{
    /// <summary>The keys in which they differ, in key order.</summary>
    public static IEnumerable<HeldDifference> Between(
        (NodeId Id, IReadOnlyDictionary<Key, SiblingSet> Rows) source, (NodeId Id, IReadOnlyDictionary<Key, SiblingSet> Rows) target,
        HashRing ring, int replicas, VersionRules rules)
    {
        foreach (var key in source.Rows.Keys.Union(target.Rows.Keys).Order())
        {
            var left = source.Rows.GetValueOrDefault(key) ?? SiblingSet.Empty;
            var right = target.Rows.GetValueOrDefault(key) ?? SiblingSet.Empty;
            if (!left.Equals(right) && IsShared(ring, key, source.Id, target.Id, replicas))
            {
                yield return new HeldDifference(key, left, right, rules.Merge(left, right));
            }
        }
    }

    private static bool IsShared(HashRing ring, Key key, NodeId source, NodeId target, int replicas)
    {
        var primaries = ring.PreferenceList(RingPosition.OfKey(key), replicas);
        return primaries.Contains(source) && primaries.Contains(target);
    }
}
