// Puts what several members said into one order.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Web.Sessions.Live.Tracing;

/// <summary>
/// Puts what several members said into one order: each member's own order stays, time decides between them, and where clocks
/// contradict what must have come first (a copy was stored before its acknowledgement was counted), the clocks lose.
/// </summary>
internal static class CausalMerge
{
    /// <summary>The steps in order. Of one member they stand in the order in which it said them.</summary>
    public static List<HeardStep> Order(IReadOnlyList<HeardStep> steps)
    {
        var queues = steps.GroupBy(step => step.Node).OrderBy(group => group.Key).Select(group => new Queue<HeardStep>(group)).ToList();
        var awaited = new Dictionary<Mark, int>();
        foreach (var mark in steps.Select(MarkOf).OfType<Mark>())
        {
            awaited[mark] = awaited.GetValueOrDefault(mark) + 1;
        }

        var ordered = new List<HeardStep>(steps.Count);
        while (ordered.Count < steps.Count)
        {
            var next = Take(queues, awaited);
            if (MarkOf(next) is { } mark)
            {
                awaited[mark]--;
            }

            ordered.Add(next);
        }

        return ordered;
    }

    /// <summary>The earliest whose cause is not still to come; when all wait (which only lost or strange steps can bring about), the earliest.</summary>
    private static HeardStep Take(List<Queue<HeardStep>> queues, Dictionary<Mark, int> awaited)
    {
        Queue<HeardStep>? earliest = null, free = null;
        foreach (var queue in queues)
        {
            if (!queue.TryPeek(out var head))
            {
                continue;
            }

            earliest = earliest is null || head.At < earliest.Peek().At ? queue : earliest;
            if ((free is null || head.At < free.Peek().At) && !(CauseOf(head) is { } cause && awaited.GetValueOrDefault(cause) > 0))
            {
                free = queue;
            }
        }

        return (free ?? earliest)!.Dequeue();
    }

    /// <summary>What others may wait for.</summary>
    private static Mark? MarkOf(HeardStep step) => step.What switch
    {
        TraceEvent.RequestForwarded forwarded => new Mark(forwarded.Operation, MarkKind.Forwarded, null),
        TraceEvent.Coordinating coordinating => new Mark(coordinating.Operation, MarkKind.Coordinated, null),
        TraceEvent.VersionsStored { Operation: { } operation, Reason: StoreReason.Replicated } => new Mark(operation, MarkKind.Stored, step.Node),
        TraceEvent.HintKept { Operation: { } operation } => new Mark(operation, MarkKind.Stored, step.Node),
        TraceEvent.RepairSent repair => new Mark(repair.Operation, MarkKind.Repaired, repair.Replica),
        TraceEvent.OperationSettled settled => new Mark(settled.Response.Operation, MarkKind.Settled, null),
        _ => null,
    };

    /// <summary>What must have come before.</summary>
    private static Mark? CauseOf(HeardStep step) => step.What switch
    {
        TraceEvent.Coordinating coordinating => new Mark(coordinating.Operation, MarkKind.Forwarded, null),
        TraceEvent.VersionsStored { Operation: { } operation, Reason: StoreReason.Replicated } => new Mark(operation, MarkKind.Coordinated, null),
        TraceEvent.VersionsStored { Operation: { } operation, Reason: StoreReason.Repaired } => new Mark(operation, MarkKind.Repaired, step.Node),
        TraceEvent.HintKept { Operation: { } operation } => new Mark(operation, MarkKind.Coordinated, null),
        TraceEvent.AnswerCounted counted => new Mark(counted.Operation, MarkKind.Stored, counted.Replica),
        TraceEvent.ClientAnswered answered => new Mark(answered.Response.Operation, MarkKind.Settled, null),
        _ => null,
    };

    private enum MarkKind
    {
        Forwarded,
        Coordinated,
        Stored,
        Repaired,
        Settled,
    }

    private sealed record Mark(OperationId Operation, MarkKind Kind, NodeId? Node);
}
