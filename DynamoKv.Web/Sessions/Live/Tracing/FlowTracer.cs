// Finds the messages that must have travelled, from what their ends say.
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Web.Sessions.Live.Tracing;

/// <summary>
/// Writes steps into the log and, before what they led to, the messages that must have travelled: only those of which both ends
/// are known. Remembers the newest operations. One owner.
/// </summary>
internal sealed class FlowTracer(LiveLog log)
{
    private const int MaxFlows = 2_000;
    private readonly Dictionary<OperationId, OperationFlow> _flows = [];
    private readonly Queue<OperationId> _order = new();
    private long _messages;

    /// <summary>Writes a step, with its message and its cause.</summary>
    public void Add(HeardStep step)
    {
        if (OperationOf(step.What) is not { } operation)
        {
            log.Add(step.At, step.Node, 0, step.What);
            return;
        }

        var flow = FlowOf(operation);
        var message = flow.MessageOf(step) is { } seen ? Write(operation, step, seen) : 0;
        var entry = log.Add(step.At, step.Node, message != 0 ? message : flow.LastEntry, step.What);
        flow.Learn(step, entry);
    }

    private long Write(OperationId operation, HeardStep step, SeenFlight flight)
    {
        var left = flight.Left.At < step.At ? flight.Left.At : step.At;
        var what = new WorldEvent.MessageSeen(++_messages, flight.Sender, step.Node, operation, flight.What, left);
        return log.Add(step.At, flight.Sender, flight.Left.Entry, what).Number;
    }

    private OperationFlow FlowOf(OperationId operation)
    {
        if (_flows.TryGetValue(operation, out var flow))
        {
            return flow;
        }

        if (_order.Count == MaxFlows)
        {
            _flows.Remove(_order.Dequeue());
        }

        _order.Enqueue(operation);
        return _flows[operation] = new OperationFlow();
    }

    private static OperationId? OperationOf(TraceEvent what) => what switch
    {
        TraceEvent.RequestEntered entered => entered.Request.Operation,
        TraceEvent.RequestForwarded forwarded => forwarded.Operation,
        TraceEvent.Coordinating coordinating => coordinating.Operation,
        TraceEvent.VersionsStored stored => stored.Operation,
        TraceEvent.HintKept kept => kept.Operation,
        TraceEvent.FallbackAsked asked => asked.Operation,
        TraceEvent.AnswerCounted counted => counted.Operation,
        TraceEvent.RepairSent repair => repair.Operation,
        TraceEvent.OperationSettled settled => settled.Response.Operation,
        TraceEvent.ClientAnswered answered => answered.Response.Operation,
        TraceEvent.WriteRefused refused => refused.Operation,
        _ => null,
    };
}
