// What is known so far of one operation's way through the cluster.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Web.Sessions.Live.Tracing;

/// <summary>A line of the log from which a message may have followed.</summary>
internal readonly record struct FlowPoint(NodeId Node, Instant At, long Entry);

/// <summary>A message that must have travelled.</summary>
/// <param name="Left">What it followed from.</param>
internal readonly record struct SeenFlight(NodeId Sender, SeenMessage What, FlowPoint Left);

/// <summary>What is known so far of one operation's way through the cluster. One owner.</summary>
internal sealed class OperationFlow
{
    private readonly Dictionary<NodeId, FlowPoint> _asked = [];
    private readonly Dictionary<NodeId, FlowPoint> _stored = [];
    private readonly Dictionary<NodeId, FlowPoint> _repaired = [];
    private FlowPoint? _forwarded;
    private FlowPoint? _coordinating;
    private FlowPoint? _settled;

    /// <summary>The number of the operation's newest line; 0: none.</summary>
    public long LastEntry { get; private set; }

    /// <summary>The message that led to a step; null: none did, or its other end is not known.</summary>
    public SeenFlight? MessageOf(HeardStep step) => step.What switch
    {
        TraceEvent.Coordinating => From(_forwarded, SeenMessage.Request, step),
        TraceEvent.VersionsStored { Reason: StoreReason.Replicated } or TraceEvent.HintKept => From(AskedOf(step.Node), SeenMessage.Copy, step),
        TraceEvent.VersionsStored { Reason: StoreReason.Repaired } => From(Of(_repaired, step.Node), SeenMessage.Repair, step),
        TraceEvent.AnswerCounted counted => AnswerOf(counted.Replica, step),
        TraceEvent.ClientAnswered => From(_settled, SeenMessage.Answer, step),
        _ => null,
    };

    /// <summary>Takes a step that was written.</summary>
    public void Learn(HeardStep step, LogEntry entry)
    {
        var point = new FlowPoint(step.Node, entry.At, entry.Number);
        LastEntry = entry.Number;
        switch (step.What)
        {
            case TraceEvent.RequestForwarded:
                _forwarded = point;
                break;
            case TraceEvent.Coordinating:
                _coordinating = point;
                break;
            case TraceEvent.FallbackAsked asked:
                _asked[asked.Holder] = point;
                break;
            case TraceEvent.VersionsStored { Reason: StoreReason.Replicated } or TraceEvent.HintKept:
                _stored[step.Node] = point;
                break;
            case TraceEvent.RepairSent repair:
                _repaired[repair.Replica] = point;
                break;
            case TraceEvent.OperationSettled:
                _settled = point;
                break;
            default:
                break;
        }
    }

    private FlowPoint? AskedOf(NodeId replica) => Of(_asked, replica) ?? _coordinating;

    /// <summary>A replica that stored something said when; of one that only answered nothing but the whole way is known.</summary>
    private SeenFlight? AnswerOf(NodeId replica, HeardStep step)
    {
        if (replica == step.Node)
        {
            return null;
        }

        return Of(_stored, replica) is { } stored ? new SeenFlight(replica, SeenMessage.Acknowledgement, stored)
            : AskedOf(replica) is { } asked ? new SeenFlight(replica, SeenMessage.RoundTrip, asked)
            : null;
    }

    private static SeenFlight? From(FlowPoint? left, SeenMessage what, HeardStep step) =>
        left is { } point && point.Node != step.Node ? new SeenFlight(point.Node, what, point) : null;

    private static FlowPoint? Of(Dictionary<NodeId, FlowPoint> points, NodeId node) => points.TryGetValue(node, out var point) ? point : null;
}
