// Captions of a replica's answer: on time, the one that decides, or late.
using DynamoKv.Engine.Protocol;
using static DynamoKv.Engine.Projections.NarrationText;
using static DynamoKv.Engine.Projections.NarrationWords;

namespace DynamoKv.Engine.Projections;

internal static class AnswerNarration
{
    public static Narration.Line? Of(LogEntry entry, TraceEvent.AnswerCounted what, ClusterSnapshot before)
    {
        var operation = Find(before, what.Operation);
        if (!what.IsSuccess)
        {
            return new(CaptionTone.Trouble, Counted(CannotAnswer, what), what.Operation);
        }

        if (operation is { State: not OperationState.Running, EndedAt: { } endedAt })
        {
            var late = StartsWithRead(operation) ? ReadCountedLate : WriteCountedLate;
            return new(CaptionTone.Progress, Fill(late, what.Replica, Duration(entry.At - endedAt)), what.Operation);
        }

        return what.Reached > what.Required ? null : InTime(entry, what, operation is not null && StartsWithRead(operation));
    }

    /// <summary>A delete without a context and a put that must find nothing read first: their answers are no copies.</summary>
    private static bool StartsWithRead(OperationView operation) => operation.Request
        is ClientRequest.Get or ClientRequest.Delete { Context: null } or ClientRequest.Put { OnlyIfAbsent: true };

    private static Narration.Line? InTime(LogEntry entry, TraceEvent.AnswerCounted what, bool isRead)
    {
        var isLast = what.Reached == what.Required;
        if (what.Replica == entry.Node && !isRead)
        {
            // That the coordinator has it was said when it was stored.
            return isLast ? new(CaptionTone.Progress, Counted(WriteCountedAlone, what), what.Operation) : null;
        }

        var template = (isRead, isLast) switch
        {
            (true, true) => ReadCountedLast,
            (true, false) => ReadCounted,
            (false, true) => WriteCountedLast,
            (false, false) => WriteCounted,
        };
        return new(CaptionTone.Progress, Counted(template, what), what.Operation);
    }

    private static string Counted(string template, TraceEvent.AnswerCounted what) =>
        Fill(template, what.Replica, what.Reached, what.Required);
}
