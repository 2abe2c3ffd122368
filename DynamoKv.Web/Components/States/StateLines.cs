// A node's state at one line of the log, in lines.
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Projections.States;
using DynamoKv.Web.Components.Panels;
using DynamoKv.Web.Components.Ring;
using DynamoKv.Web.Components.Texts;

namespace DynamoKv.Web.Components.States;

/// <summary>A node's state at one line of the log, in lines: a projection of the log and of the cluster's options, nothing else.</summary>
public static class StateLines
{
    /// <summary>The lines, in the order of their headings.</summary>
    /// <param name="view">What its disk holds, and its life.</param>
    /// <param name="memory">What is in its memory.</param>
    /// <param name="nodes">All nodes.</param>
    /// <param name="options">How every node behaves.</param>
    public static IReadOnlyList<StateLine> Of(NodeView view, NodeMemory memory, IEnumerable<NodeId> nodes, NodeOptions options) =>
    [
        .. Life(view, memory),
        .. nodes.Where(node => node != view.Id).Select(node => Peer(memory.OpinionOf(node), node, options)),
        .. Operations(memory),
        .. StateTimers.Of(view, memory, options),
        .. Hints(view),
        .. Disk(view, memory),
        .. Repair(memory),
    ];

    private static IEnumerable<StateLine> Life(NodeView view, NodeMemory memory)
    {
        yield return Line(StateText.GroupLife, StateText.Condition, $"{ConditionText.Icon(view.Condition)} {ConditionText.Word(view.Condition)}");
        yield return Line(StateText.GroupLife, StateText.Incarnation, Words.Life(view.Incarnation));
        yield return Line(StateText.GroupLife, StateText.Started, view.StartedAt is { } start ? Words.Seconds(start) : "–");
        if (!memory.Members.IsDefaultOrEmpty)
        {
            yield return Line(StateText.GroupLife, StateText.Ring, Words.Fill(StateText.Epoch, Words.List(memory.Members), memory.Epoch));
        }

        if (!memory.Next.IsDefaultOrEmpty)
        {
            yield return Line(StateText.GroupLife, StateText.RingNext, Words.List(memory.Next));
        }
    }

    private static StateLine Peer(PeerOpinion opinion, NodeId peer, NodeOptions options)
    {
        var parts = new List<string> { Status(opinion, options) };
        if (opinion.PassedBySince is { } since)
        {
            parts.Add(Words.Fill(StateText.PassedBy, Words.Seconds(since)));
        }

        if (opinion.Phase is { } phase)
        {
            parts.Add(EventText.Word(phase));
        }

        return Line(StateText.GroupPeers, peer.Value, string.Join("; ", parts));
    }

    private static string Status(PeerOpinion opinion, NodeOptions options) => opinion.Since is not { } since ? StateText.UnsaidMember
        : opinion.Phi is { } phi && options.Gossip is { DownAfter: null }
            ? Words.Fill(StateText.PhiAt, StateWords.Status(opinion.Status), Words.Seconds(since), phi, StateWords.Duration(opinion.Silence ?? TimeSpan.Zero))
            : Words.Fill(StateText.Since, StateWords.Status(opinion.Status), Words.Seconds(since));

    private static IEnumerable<StateLine> Operations(NodeMemory memory) => memory.Operations.Select(one => Line(
        StateText.GroupOperations,
        Words.Fill(StateText.Operation, one.Operation, EventText.Word(one.Kind)) + " " + one.Key,
        one.IsCoordinated ? Words.Fill(StateText.Coordinates, one.Reached, one.Required, Words.List(one.Replicas))
            : one.ForwardedTo is { } coordinator ? Words.Fill(StateText.Forwarded, coordinator)
            : StateText.Entered));

    private static IEnumerable<StateLine> Hints(NodeView view) => view.KeptHints.Select(kept => Line(
        StateText.GroupHints, Words.Fill(StateText.HintsOf, kept.Target), Words.Fill(StateText.HintsValue, kept.Count, Words.Seconds(kept.Oldest))));

    private static IEnumerable<StateLine> Disk(NodeView view, NodeMemory memory)
    {
        yield return Line(StateText.GroupDisk, StateText.RowsOnDisk, Words.Fill("{0}", view.KeyCount));
        yield return Line(StateText.GroupDisk, StateText.Tombstones, Words.Fill("{0}", view.Rows.Values.Count(row => !row.HasLiveValue)));
        yield return Line(StateText.GroupDisk, StateText.Siblings, Words.Fill("{0}", view.Rows.Values.Count(row => row.Count > 1)));
        yield return Line(StateText.GroupDisk, StateText.Buffered, Words.Fill("{0}", view.Buffered.Count));
        yield return Line(StateText.GroupDisk, StateText.Damaged, Words.List(memory.Damaged));
        yield return Line(StateText.GroupDisk, StateText.Removed, Words.Fill("{0}", memory.Counts.Removed));
        yield return Line(StateText.GroupDisk, StateText.Refused, Words.Fill("{0}", memory.Counts.Refused));
    }

    private static IEnumerable<StateLine> Repair(NodeMemory memory)
    {
        var paused = new List<string>();
        if (memory.IsAntiEntropyPaused)
        {
            paused.Add(StateText.AntiEntropy);
        }

        if (memory.AreTransfersPaused)
        {
            paused.Add(StateText.Transfers);
        }

        yield return Line(StateText.GroupRepair, StateText.Trees, memory.AreTreesReady switch
        {
            true => StateText.TreesReady,
            false => StateText.TreesBuilding,
            null => StateText.TreesUnsaid,
        });
        yield return Line(StateText.GroupRepair, StateText.Comparing, memory.ComparesWith?.Value ?? StateText.Nobody);
        yield return Line(StateText.GroupRepair, StateText.TakesFrom, memory.TakesFrom.IsEmpty ? StateText.Nobody : Words.List(memory.TakesFrom));
        yield return Line(StateText.GroupRepair, StateText.Paused, paused.Count == 0 ? StateText.Nothing : Words.List(paused));
    }

    private static StateLine Line(string group, string name, string value) => new(group, name, value);
}
