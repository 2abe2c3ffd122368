// What a step of one member may wait for from another.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Web.Sessions.Live.Tracing;

/// <summary>Something that happened to an operation and that steps of other members follow from.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Node">At which replica; null: it happens once.</param>
internal readonly record struct CauseMark(OperationId Operation, CauseKind Kind, NodeId? Node)
{
    /// <summary>What others may wait for; null: nobody waits for such a step.</summary>
    public static CauseMark? MadeBy(HeardStep step) => step.What switch
    {
        TraceEvent.RequestForwarded forwarded => new CauseMark(forwarded.Operation, CauseKind.Forwarded, null),
        TraceEvent.Coordinating coordinating => new CauseMark(coordinating.Operation, CauseKind.Coordinated, null),
        TraceEvent.VersionsStored { Operation: { } operation, Reason: StoreReason.Replicated } => new CauseMark(operation, CauseKind.Stored, step.Node),
        TraceEvent.HintKept { Operation: { } operation } => new CauseMark(operation, CauseKind.Stored, step.Node),
        TraceEvent.RepairSent repair => new CauseMark(repair.Operation, CauseKind.Repaired, repair.Replica),
        TraceEvent.OperationSettled settled => new CauseMark(settled.Response.Operation, CauseKind.Settled, null),
        _ => null,
    };

    /// <summary>What must have come before, where it is known to be said; null: nothing that anybody says.</summary>
    public static CauseMark? Before(HeardStep step) => step.What switch
    {
        TraceEvent.VersionsStored { Operation: { } operation, Reason: StoreReason.Replicated } => new CauseMark(operation, CauseKind.Coordinated, null),
        TraceEvent.VersionsStored { Operation: { } operation, Reason: StoreReason.Repaired } => new CauseMark(operation, CauseKind.Repaired, step.Node),
        TraceEvent.HintKept { Operation: { } operation } => new CauseMark(operation, CauseKind.Coordinated, null),
        TraceEvent.ClientAnswered answered => new CauseMark(answered.Response.Operation, CauseKind.Settled, null),
        _ => MaybeBefore(step),
    };

    /// <summary>What came before if it was said at all: a request need not be forwarded, and a replica that answers need not have stored.</summary>
    public static CauseMark? MaybeBefore(HeardStep step) => step.What switch
    {
        TraceEvent.Coordinating coordinating => new CauseMark(coordinating.Operation, CauseKind.Forwarded, null),
        TraceEvent.AnswerCounted counted => new CauseMark(counted.Operation, CauseKind.Stored, counted.Replica),
        _ => null,
    };
}

/// <summary>What may happen to an operation.</summary>
internal enum CauseKind
{
    /// <summary>It was passed on to a coordinator.</summary>
    Forwarded,

    /// <summary>A node began to coordinate it.</summary>
    Coordinated,

    /// <summary>A replica stored its copy, or a hint.</summary>
    Stored,

    /// <summary>A replica was sent what it lacked.</summary>
    Repaired,

    /// <summary>Its outcome was known to the coordinator.</summary>
    Settled,
}
