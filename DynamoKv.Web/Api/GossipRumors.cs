// Membership changes that not everybody knows yet.
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Web.Api;

/// <summary>Finds the changes of members that not every node that is up knows yet, by asking all of them.</summary>
internal static class GossipRumors
{
    /// <summary>Lines looked at to find who knew a change first.</summary>
    private const int MaxScanned = 5_000;

    public static RumorsAnswer Of(ApiCall call)
    {
        var known = MembershipFacts.Accounts(call.Session)
            .Where(account => !account.Membership.Members.IsEmpty)
            .Select(account => account.Membership.Members.ToDictionary(member => member.Record.Id, member => member.Record)).ToList();
        var rumors = new SortedDictionary<string, RumorInfo>(StringComparer.Ordinal);
        foreach (var newest in known.SelectMany(members => members.Values).GroupBy(record => record.Id).Select(records => records.Aggregate(MemberRecord.Later)))
        {
            var count = known.Count(members => members.TryGetValue(newest.Id, out var record) && record.Step == newest.Step);
            if (count < known.Count)
            {
                rumors.Add($"{newest.Id}:{newest.Step}", Shape(call, newest, count));
            }
        }

        return new RumorsAnswer(rumors, rumors.Count, call.Now);
    }

    private static RumorInfo Shape(ApiCall call, MemberRecord record, int count) => new(
        MembershipFacts.PhaseWord(record.Phase),
        new RumorData(record.Id.Value, record.Generation) { Address = record.Address.Length > 0 ? record.Address : null },
        Origin(call, record)?.Value, Shapes.Seconds(record.ChangedAt), count);

    private static NodeId? Origin(ApiCall call, MemberRecord record)
    {
        var last = call.Session.Current.Playback.LastEvent;
        var first = Math.Max(1, last - MaxScanned + 1);
        return call.Session.ReadLog(first, (int)(last - first + 1)).FirstOrDefault(entry => entry.What is TraceEvent.MemberChanged changed
            && changed.Member == record.Id && changed.Phase == record.Phase && changed.Generation == record.Generation)?.Node;
    }
}
