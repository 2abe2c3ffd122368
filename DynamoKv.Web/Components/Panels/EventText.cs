// A log entry in the log's own short words: the name of the event and its numbers.
using System.Text.RegularExpressions;
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Components.Texts;

namespace DynamoKv.Web.Components.Panels;

/// <summary>A log entry in short words. The log names every event; captions tell only those that make the story.</summary>
public static partial class EventText
{
    /// <summary>The event's name in words: "message sent".</summary>
    public static string Name(TraceEvent what) => Humps().Replace(what.GetType().Name, " $0").Trim().ToLowerInvariant();

    /// <summary>What the event says beside its name.</summary>
    public static string Detail(TraceEvent what) => what switch
    {
        TraceEvent.Started started => Words.Fill("incarnation {0}, keys {1}", started.Incarnation, started.Keys),
        TraceEvent.RequestEntered entered => Request(entered.Request),
        TraceEvent.RequestForwarded forwarded => Words.Fill("{0} {1} → {2}", forwarded.Operation, forwarded.Key, forwarded.Coordinator),
        TraceEvent.Coordinating coordinating => Words.Fill(
            "{0} {1} {2}, replicas {3}, required {4}",
            coordinating.Operation, Kind(coordinating.Kind), coordinating.Key, Words.List(coordinating.Replicas), coordinating.Required),
        TraceEvent.VersionsStored stored => Words.Fill(
            "{0} {1} {2} {3}", stored.Operation, stored.Key, stored.Versions.Context, Kind(stored.Reason)),
        TraceEvent.AnswerCounted counted => Words.Fill(
            "{0} {1} {2}, {3} of {4}", counted.Operation, counted.Replica, counted.IsSuccess ? "yes" : "no", counted.Reached, counted.Required),
        TraceEvent.OperationSettled settled => Response(settled.Response),
        TraceEvent.ClientAnswered answered => Response(answered.Response),
        TraceEvent.RepairSent repair => Words.Fill("{0} {1} → {2}", repair.Operation, repair.Key, repair.Replica),
        TraceEvent.PeerSuspected suspected => suspected.Peer.Value,
        TraceEvent.PeerHeardAgain heard => heard.Peer.Value,
        TraceEvent.RowDamaged damaged => damaged.Key.Text,
        TraceEvent.WriteRefused refused => Words.Fill("{0} {1}: {2}", refused.Operation, refused.Key, refused.Reason),
        WorldEvent.MessageSeen seen => Words.Fill("#{0} {1} → {2} {3}", seen.Number, seen.Node, seen.Receiver, Kind(seen.What)),
        WorldEvent.OfLive live => EventFacts.Of(live),
        WorldEvent world => World(world),
        _ => EventFacts.Of(what),
    };

    /// <summary>A value of a closed set in words: "receiver down".</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => Kind(value);

    private static string World(WorldEvent what) => what switch
    {
        WorldEvent.MessageSent sent => Words.Fill(
            "#{0} {1} → {2} {3}", sent.Number, sent.Sender, sent.Receiver, Name(sent.Message)),
        WorldEvent.MessageDelivered delivered => Words.Fill("#{0} {1} → {2}", delivered.Number, delivered.Sender, delivered.Receiver),
        WorldEvent.MessageDropped dropped => Words.Fill(
            "#{0} {1} → {2}: {3}", dropped.Number, dropped.Sender, dropped.Receiver, Kind(dropped.Reason)),
        WorldEvent.MessageDuplicated copy => Words.Fill("#{0} again as #{1}", copy.Number, copy.CopyNumber),
        WorldEvent.MessageDelayed delayed => Words.Fill("#{0} {1} → {2}: {3}", delayed.Number, delayed.Sender, delayed.Receiver, Words.Seconds(delayed.ArrivesAt)),
        WorldEvent.NodeCrashed crashed => Words.Fill("{0}, loses {1}: {2}", crashed.Node, Kind(crashed.Loss), crashed.Cause),
        WorldEvent.NodeRestarted restarted => restarted.Node.Value,
        WorldEvent.NodePaused paused => paused.Node.Value,
        WorldEvent.NodeResumed resumed => resumed.Node.Value,
        WorldEvent.BitFlipped flipped => Words.Fill("{0}: {1}", flipped.Node, flipped.Key),
        WorldEvent.FaultInjected fault => Words.Fill("{0}: {1}", fault.Fault, fault.Description),
        WorldEvent.FaultHealed healed => healed.Fault,
        WorldEvent.SelectorResolved resolved => Words.Fill("{0}: {1} = {2}", resolved.Fault, resolved.Selector, string.Join(", ", resolved.Nodes)),
        WorldEvent.FaultPassedOver passed => Words.Fill("{0}: {1}", passed.Fault, passed.Reason),
        WorldEvent.ClientAsked asked => Words.Fill("{0} {1}: {2} {3} {4}", asked.Client, asked.Intent, asked.Operation, Kind(asked.Kind), asked.Key),
        WorldEvent.ClientHeard heard => Words.Fill("{0} {1}: {2} {3}", heard.Client, heard.Intent, heard.Operation, Kind(heard.Outcome)),
        WorldEvent.ClientLeft left => Words.Fill("{0} {1}: {2}", left.Client, left.Intent, Kind(left.Reason)),
        WorldEvent.BatchCommitted batch => Words.Fill("{0}, inputs {1}", batch.Node, batch.Inputs),
        _ => string.Empty,
    };

    private static string Request(ClientRequest request) => Words.Fill(
        "{0} {1} {2}", request.Operation, Kind(request.Kind), request.Key);

    private static string Response(ClientResponse response) => Words.Fill(
        "{0} {1}, {2} of {3}",
        response.Operation, Humps().Replace(response.GetType().Name, " $0").Trim().ToLowerInvariant(),
        response.Replicas.Succeeded.Length, response.Replicas.Required);

    /// <summary>The message's name in words: "replica put".</summary>
    public static string Name(Message message) => Humps().Replace(message.GetType().Name, " $0").Trim().ToLowerInvariant();

    private static string Kind<T>(T value)
        where T : struct, Enum => Humps().Replace(value.ToString(), " $0").Trim().ToLowerInvariant();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Humps();
}
