// Steps from one event of an operation to the next.
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Components.Workbench;

/// <summary>Finds the entries that belong to one client operation: what nodes say of it, and the messages on its behalf.</summary>
public static class OperationSteps
{
    /// <summary>So many entries are looked through.</summary>
    public const int MaxEntries = 50_000;

    private const int Chunk = 1_000;

    /// <summary>The next entry of the operation after one; null: there is none near.</summary>
    public static long? Next(IClusterSession session, long cursor, OperationId operation)
    {
        for (var from = cursor + 1; from <= session.LastEvent && from - cursor < MaxEntries; from += Chunk)
        {
            if (session.ReadLog(from, Chunk).FirstOrDefault(entry => IsOf(entry.What, operation)) is { } found)
            {
                return found.Number;
            }
        }

        return null;
    }

    /// <summary>The last entry of the operation before one; null: there is none near.</summary>
    public static long? Previous(IClusterSession session, long cursor, OperationId operation)
    {
        for (var end = cursor; end > session.FirstEvent && cursor - end < MaxEntries; end -= Chunk)
        {
            var from = Math.Max(session.FirstEvent, end - Chunk);
            if (session.ReadLog(from, (int)(end - from)).LastOrDefault(entry => IsOf(entry.What, operation)) is { } found)
            {
                return found.Number;
            }
        }

        return null;
    }

    /// <summary>Whether an event belongs to an operation.</summary>
    public static bool IsOf(TraceEvent what, OperationId operation) => what switch
    {
        TraceEvent.RequestEntered entered => entered.Request.Operation == operation,
        TraceEvent.RequestForwarded forwarded => forwarded.Operation == operation,
        TraceEvent.Coordinating coordinating => coordinating.Operation == operation,
        TraceEvent.VersionsStored stored => stored.Operation == operation,
        TraceEvent.AnswerCounted counted => counted.Operation == operation,
        TraceEvent.OperationSettled settled => settled.Response.Operation == operation,
        TraceEvent.ClientAnswered answered => answered.Response.Operation == operation,
        TraceEvent.RepairSent repair => repair.Operation == operation,
        TraceEvent.FallbackAsked asked => asked.Operation == operation,
        TraceEvent.HintKept kept => kept.Operation == operation,
        TraceEvent.WriteRefused refused => refused.Operation == operation,
        WorldEvent.ClientAsked asked => asked.Operation == operation,
        WorldEvent.ClientHeard heard => heard.Operation == operation,
        WorldEvent.ClientLeft left => left.Operation == operation,
        WorldEvent.MessageSeen seen => seen.Operation == operation,
        WorldEvent.MessageSent { Message: Message.OfOperation message } => message.Operation == operation,
        _ => false,
    };
}
