// Finds what is known of what is chosen, and what the last step changed of it.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Versioning;
using DynamoKv.Web.Components.Panels;
using DynamoKv.Web.Components.Ring;
using DynamoKv.Web.Components.Texts;
using DynamoKv.Web.Components.Views;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Components.Workbench;

/// <summary>Finds what is known of what is chosen: pure, from the snapshot at the cursor and the one before it.</summary>
public static class Inspector
{
    private const int MaxValue = 60;

    /// <summary>One inspection a chosen thing.</summary>
    /// <param name="session">The run.</param>
    /// <param name="now">The cluster at the cursor.</param>
    /// <param name="before">The cluster one entry earlier; null: nobody asks what has changed.</param>
    /// <param name="selection">What is chosen.</param>
    public static IReadOnlyList<Inspection> Of(IClusterSession session, ClusterSnapshot now, ClusterSnapshot? before, Selection selection)
    {
        var found = new List<Inspection>();
        if (selection.Event is { } number && session.ReadLog(number, 1) is [var entry])
        {
            found.Add(new Inspection(Words.Fill(LabText.EventTitle, number), [.. OfEntry(entry).Select(fact => new InspectedFact(fact.Name, fact.Value, false))]));
        }

        Add(found, selection.Message, LabText.MessageTitle, (snapshot, message) => OfMessage(snapshot, message), now, before);
        Add(found, selection.Operation, LabText.OperationTitle, OfOperation, now, before);
        Add(found, selection.Node, LabText.NodeTitle, OfNode, now, before);
        Add(found, selection.Key, LabText.KeyTitle, (snapshot, key) => OfKey(session, snapshot, key), now, before);
        return found;
    }

    private static void Add<T>(
        List<Inspection> found, T? chosen, string title, Func<ClusterSnapshot, T, IEnumerable<(string Name, string Value)>> facts, ClusterSnapshot now, ClusterSnapshot? before)
        where T : struct
    {
        if (chosen is { } thing)
        {
            var old = before is null ? null : facts(before, thing).ToLookup(fact => fact.Name, fact => fact.Value);
            found.Add(new Inspection(
                Words.Fill(title, thing),
                [.. facts(now, thing).Select(fact => new InspectedFact(fact.Name, fact.Value, old is not null && !old[fact.Name].Contains(fact.Value)))]));
        }
    }

    private static IEnumerable<(string Name, string Value)> OfEntry(LogEntry entry) =>
    [
        (LabText.What, Words.Fill("{0} {1}", EventText.Name(entry.What), EventText.Detail(entry.What))),
        (LabText.Where, entry.Node?.Value ?? TransportText.LogWorld),
        (LabText.When, Words.Seconds(entry.At)),
        (LabText.Cause, entry.Cause == 0 ? "–" : Words.Fill("{0}", entry.Cause)),
    ];

    private static IEnumerable<(string Name, string Value)> OfMessage(ClusterSnapshot snapshot, long number)
    {
        if (!snapshot.InFlight.TryGetValue(number, out var message))
        {
            return [(LabText.State, LabText.NotUnderWay)];
        }

        return
        [
            (LabText.State, LabText.UnderWay), (LabText.What, EventText.Name(message.Message)),
            (LabText.Way, Words.Fill("{0} → {1}", message.Sender, message.Receiver)), (LabText.Sent, Words.Seconds(message.SentAt)),
            (LabText.Arrives, message.ArrivesAt is { } arrival ? Words.Seconds(arrival) : LabText.Never),
        ];
    }

    private static IEnumerable<(string Name, string Value)> OfOperation(ClusterSnapshot snapshot, OperationId id)
    {
        if (snapshot.Operations.FindLast(operation => operation.Id == id) is not { } view)
        {
            return [(LabText.State, LabText.NotSeen)];
        }

        return
        [
            (LabText.What, Words.Fill("{0} {1}", view.Kind.ToString().ToLowerInvariant(), view.Key.Text)),
            (LabText.State, Flow.FlowNames.State(view.State)),
            (LabText.Coordinator, view.Coordinator?.Value ?? "–"),
            (LabText.Replicas, Words.List(view.Replicas)),
            (LabText.Answers, Words.Fill(LabText.AnswersOf, view.Reached, view.Required)),
            (LabText.When, Words.Seconds(view.StartedAt)),
            (LabText.Ended, view.EndedAt is { } end ? Words.Fill(LabText.After, Words.Seconds(end), (end - view.StartedAt).TotalMilliseconds) : "–"),
        ];
    }

    private static IEnumerable<(string Name, string Value)> OfNode(ClusterSnapshot snapshot, NodeId id)
    {
        if (!snapshot.Nodes.TryGetValue(id, out var node))
        {
            return [(LabText.State, LabText.NotSeen)];
        }

        return
        [
            (LabText.State, ConditionText.Word(node.Condition)), (LabText.Life, Words.Life(node.Incarnation)),
            (LabText.Keys, Words.Fill("{0}", node.KeyCount)), (LabText.Suspects, Words.List(node.Suspects)),
            (LabText.Hints, Words.List(node.KeptHints.Select(kept => Words.Fill("{0} → {1}", kept.Count, kept.Target)))),
            (LabText.Operations, Words.Fill("{0}", snapshot.Operations.Count(operation => operation.State == OperationState.Running && operation.Coordinator == id))),
            (LabText.Messages, Words.Fill("{0}", snapshot.InFlight.Values.Count(message => message.Sender == id || message.Receiver == id))),
        ];
    }

    private static IEnumerable<(string Name, string Value)> OfKey(IClusterSession session, ClusterSnapshot snapshot, Key key)
    {
        var placement = session.PlacementAt(snapshot.EventNumber);
        yield return (LabText.Preference, string.Join(" → ", placement.Current.PreferenceList(RingPosition.OfKey(key), session.Options.Quorum.N)));
        foreach (var node in snapshot.Nodes.Values)
        {
            if (node.Rows.TryGetValue(key, out var versions))
            {
                yield return (Words.Fill(LabText.At, node.Id), Versions(versions));
            }
        }
    }

    private static string Versions(SiblingSet versions)
    {
        var text = Words.List(versions.Siblings.Select(sibling => sibling.IsTombstone ? LabText.Deleted : System.Text.Encoding.UTF8.GetString(sibling.Value.Span)));
        return Words.Fill("{0} {1}", text.Length <= MaxValue ? text : text[..MaxValue] + "…", versions.Context);
    }
}
