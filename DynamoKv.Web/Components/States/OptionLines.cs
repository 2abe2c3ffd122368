// How a cluster is configured, in lines; and what a node says of itself now.
using DynamoKv.Engine.Node;
using DynamoKv.Web.Components.Panels;
using DynamoKv.Web.Components.Texts;

namespace DynamoKv.Web.Components.States;

/// <summary>How a cluster is configured, in lines; and what a node says of itself now, which is not in the log.</summary>
public static class OptionLines
{
    /// <summary>The configuration: the same for all nodes.</summary>
    public static IEnumerable<StateLine> Of(NodeOptions options)
    {
        yield return Line(StateText.Quorum, Words.Fill("{0}, {1}, {2}", options.Quorum.N, options.Quorum.R, options.Quorum.W));
        yield return Line(StateText.Mode, EventText.Word(options.VersionMode));
        yield return Line(StateText.Coordinator, EventText.Word(options.Coordinator));
        yield return Line(StateText.ReadRepair, EventText.Word(options.ReadRepair));
        yield return Line(StateText.RequestTimeout, StateWords.Duration(options.RequestTimeout));
        yield return Line(StateText.SuspicionPeriod, StateWords.Duration(options.SuspicionPeriod));
        yield return Line(StateText.Handoff, Handoff(options.Handoff));
        yield return Line(StateText.GroupRepair, options.AntiEntropy is { } repair ? Words.Fill(StateText.AntiEntropyOn, StateWords.Duration(repair.Every), repair.Leaves) : StateText.Off);
        yield return Line(StateText.Gossip, options.Gossip is { } gossip ? Words.Fill(StateText.GossipOn, StateWords.Duration(gossip.Every), Detector(gossip)) : StateText.Off);
    }

    /// <summary>What a node says of itself now.</summary>
    public static IEnumerable<StateLine> Of(NodeSnapshot said)
    {
        yield return new StateLine(StateText.GroupSays, StateText.Pending, Words.Fill("{0}", said.PendingOperations));
        yield return new StateLine(StateText.GroupSays, StateText.Bytes, Words.Fill("{0:N0}", said.Store.Bytes));
        foreach (var member in said.Membership.Members.Where(member => member.Record.Id != said.Self))
        {
            var heard = member.LastHeard is { } last ? Words.Seconds(last) : StateText.Never;
            yield return new StateLine(
                StateText.GroupSays, Words.Fill(StateText.PeerNow, member.Record.Id), Words.Fill(StateText.PeerNowValue, MemberText.Of(member), member.Phi, heard));
        }
    }

    private static string Handoff(HandoffOptions? handoff) => handoff is null ? StateText.Off : Words.Fill(
        StateText.HandoffOn, handoff.IsSloppy ? StateText.Sloppy : StateText.Strict,
        StateWords.Duration(handoff.FallbackAfter), StateWords.Duration(handoff.DeliverEvery));

    private static string Detector(GossipOptions gossip) => gossip.DownAfter is { } silence
        ? Words.Fill(StateText.DetectorTimeout, StateWords.Duration(silence))
        : Words.Fill(StateText.Detector, gossip.PhiThreshold);

    private static StateLine Line(string name, string value) => new(StateText.GroupOptions, name, value);
}
