// Which keys there are, and who holds one.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Web.Api;

/// <summary>GET of /keys, /keys/{key}/preference-list and /keys/{key}/replicas.</summary>
internal static class KeyRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", "/keys", Keys, Parameters.Prefix, Parameters.Limit, Parameters.Cursor)
            .Describe<KeysAnswer>("List keys", "Live keys in ordinal order, a page at a time.", 400, 404);
        routes.MapApi("GET", "/keys/{key}/preference-list", PreferenceList)
            .Describe<PreferenceListAnswer>("Who is responsible for a key", "The walk of the ring from the key: primaries, then fallbacks in order.", 400, 404);
        routes.MapApi("GET", "/keys/{key}/replicas", Replicas)
            .Describe<ReplicasAnswer>("What each replica holds", "The versions of a key on each node, without reading through a quorum.", 400, 404);
    }

    private static JsonAnswer Keys(ApiCall call)
    {
        var prefix = call.Query.Text(Parameters.Prefix.Name) ?? "";
        var limit = call.Query.Number(Parameters.Limit.Name, 1, Parameters.MaxPage) ?? Parameters.StandardPage;
        var after = PageCursor.Read(call.Query.Text(Parameters.Cursor.Name));
        var answering = call.Head.Nodes.Values.Where(node => node.Condition == NodeCondition.Up).ToList();
        var live = LiveKeys(answering, VersionRules.For(call.Session.Options.VersionMode), prefix, after, limit + 1);
        var next = live.Count > limit ? PageCursor.Write(live[limit - 1]) : null;
        return JsonAnswer.Of(new KeysAnswer(
            live.Count > limit ? live[..limit] : live, next, new CoverageInfo(answering.Count, call.Head.Nodes.Count)));
    }

    /// <summary>A key is live when the merge of what all answering nodes hold has a live value: one node's tombstone may be news to another.</summary>
    private static List<string> LiveKeys(List<NodeView> nodes, VersionRules rules, string prefix, string? after, int limit)
    {
        var merged = new SortedDictionary<Key, SiblingSet>();
        foreach (var (key, versions) in nodes.SelectMany(node => node.Rows))
        {
            if (key.Text.StartsWith(prefix, StringComparison.Ordinal) && (after is null || string.CompareOrdinal(key.Text, after) > 0))
            {
                merged[key] = merged.TryGetValue(key, out var known) ? rules.Merge(known, versions) : versions;
            }
        }

        return [.. merged.Where(row => row.Value.HasLiveValue).Select(row => row.Key.Text).Take(limit)];
    }

    private static JsonAnswer PreferenceList(ApiCall call)
    {
        var position = RingPosition.OfKey(call.Key);
        var ring = call.Session.Ring;
        var partition = ring.PartitionOf(position);
        var nodes = ring.PreferenceList(position, ring.Members.Length).Select((node, index) => new PreferredNode(
            node.Value, index + 1, index < call.Session.Options.Quorum.N ? "primary" : "fallback", ClusterFacts.Status(call.Head.Nodes[node].Condition)));
        return JsonAnswer.Of(new PreferenceListAnswer(
            call.Key.Text, position.Value, new PartitionInfo(partition.Start.Value, partition.End.Value), [.. nodes]));
    }

    private static JsonAnswer Replicas(ApiCall call)
    {
        var head = call.Head;
        var primaries = call.Session.Ring.PreferenceList(RingPosition.OfKey(call.Key), call.Session.Options.Quorum.N);
        var others = head.Nodes.Values.Where(node => !primaries.Contains(node.Id) && node.Rows.ContainsKey(call.Key)).Select(node => node.Id);
        return JsonAnswer.Of(new ReplicasAnswer(
            call.Key.Text, [.. primaries.Concat(others).Select(node => Replica(head.Nodes[node], call.Key)), .. Hints(head, call.Key)]));
    }

    private static IEnumerable<ReplicaInfo> Hints(ClusterSnapshot head, Key key) =>
        from node in head.Nodes.Values
        from kept in node.Hints
        where kept.Value.ContainsKey(key)
        select Shape(node, kept.Value[key].Versions) with { HintFor = kept.Key.Value };

    private static ReplicaInfo Replica(NodeView node, Key key) => Shape(node, node.Rows.GetValueOrDefault(key) ?? SiblingSet.Empty);

    private static ReplicaInfo Shape(NodeView node, SiblingSet versions) =>
        new(node.Id.Value, ClusterFacts.Status(node.Condition), Shapes.Siblings(versions), Shapes.Clock(versions.Context));
}
