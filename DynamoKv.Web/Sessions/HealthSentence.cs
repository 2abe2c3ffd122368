// How a node is, in one sentence.
using System.Globalization;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;

namespace DynamoKv.Web.Sessions;

/// <summary>How a node is, in one sentence, from what is known of it.</summary>
public static class HealthSentence
{
    /// <summary>The sentence.</summary>
    /// <param name="node">What the picture knows.</param>
    /// <param name="said">What the node says of itself; null: it does not answer.</param>
    /// <param name="now">The time of the picture.</param>
    public static string Of(NodeView node, NodeSnapshot? said, Instant now) => node.Condition switch
    {
        NodeCondition.Up => Up(node, said, now),
        NodeCondition.Paused => $"{node.Id} stands still: it takes nothing in.",
        NodeCondition.Silent => $"{node.Id} does not answer: it may be down, stand still, or be cut off.",
        NodeCondition.Down => $"{node.Id} is down, or has been silent for so long that it counts as down.",
        _ => $"Nothing was heard of {node.Id} yet.",
    };

    private static string Up(NodeView node, NodeSnapshot? said, Instant now)
    {
        var troubles = new List<string>();
        if (!node.Suspects.IsEmpty)
        {
            troubles.Add($"hears nothing of {Names(node.Suspects)}");
        }

        if (node.HintCount > 0)
        {
            troubles.Add($"keeps {Count(node.HintCount, "hint")} for others");
        }

        if (said is { } account)
        {
            AddOwn(troubles, account);
        }

        var uptime = node.StartedAt is { } start ? $" for {Duration(now - start)}" : "";
        var state = $"{node.Id} is up{uptime} with {Count(node.KeyCount, "key")}";
        return troubles.Count == 0 ? state + " and has no trouble." : $"{state}; it {string.Join(", ", troubles)}.";
    }

    private static void AddOwn(List<string> troubles, NodeSnapshot said)
    {
        if (!said.IsMember)
        {
            troubles.Add("owns no keys");
        }

        if (said.Store.DamagedRows > 0)
        {
            troubles.Add($"has found {Count(said.Store.DamagedRows, "damaged row")}");
        }

        if (said.AntiEntropy is { IsReady: false } building)
        {
            troubles.Add(string.Create(CultureInfo.InvariantCulture, $"builds its trees ({building.Progress * 100:0} %)"));
        }

        var changing = said.Membership.Members.Where(member => member.Record.Phase is MemberPhase.Joining or MemberPhase.Leaving).ToList();
        if (changing.Count > 0)
        {
            troubles.Add($"waits for {Names(changing.Select(member => member.Record.Id))} to change place");
        }
    }

    private static string Names(IEnumerable<NodeId> nodes) => string.Join(", ", nodes);

    private static string Count(long count, string word) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {word}{(count == 1 ? "" : "s")}");

    private static string Duration(TimeSpan time) => time switch
    {
        { TotalMinutes: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, time.TotalSeconds):0} s"),
        { TotalHours: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} min"),
        { TotalDays: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:0} days"),
    };
}
