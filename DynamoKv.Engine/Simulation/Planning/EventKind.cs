// The events that a fault can wait for.
using System.Collections.Immutable;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation.Planning;

/// <summary>A kind of event that a fault can wait for, by its name in the scenario language.</summary>
/// <param name="Name">"hint.stored".</param>
/// <param name="Summary">What happens, for people.</param>
/// <param name="Event">The type of the event.</param>
public sealed record EventKind(string Name, string Summary, Type Event)
{
    /// <summary>All of them, by subject.</summary>
    public static ImmutableArray<EventKind> All { get; } =
    [
        Of<TraceEvent.RequestEntered>("request.entered", "a client's request entered at a node"),
        Of<TraceEvent.RequestForwarded>("request.forwarded", "a node passed a request on to its coordinator"),
        Of<TraceEvent.Coordinating>("operation.coordinating", "a node coordinates an operation"),
        Of<TraceEvent.AnswerCounted>("operation.counted", "a replica's answer was counted"),
        Of<TraceEvent.OperationSettled>("operation.settled", "an operation was settled at its coordinator"),
        Of<TraceEvent.ClientAnswered>("operation.answered", "a client got its answer"),
        Of<TraceEvent.VersionsStored>("versions.stored", "a node stored versions of a key"),
        Of<TraceEvent.WriteRefused>("write.refused", "a disk refused a write"),
        Of<TraceEvent.RowDamaged>("row.damaged", "a node found a row damaged"),
        Of<TraceEvent.RowRemoved>("row.removed", "a node removed a row"),
        Of<TraceEvent.RowsFlushed>("rows.flushed", "rows that waited in memory were written"),
        Of<TraceEvent.RepairSent>("repair.sent", "a read repaired a replica"),
        Of<TraceEvent.FallbackAsked>("fallback.asked", "a fallback was asked in a replica's place"),
        Of<TraceEvent.HintKept>("hint.stored", "a fallback keeps a hint"),
        Of<TraceEvent.HintDelivered>("hint.delivered", "a hint was delivered to its owner"),
        Of<TraceEvent.HintDropped>("hint.dropped", "a hint was dropped"),
        Of<TraceEvent.ExchangeStarted>("exchange.started", "two replicas compare what they hold"),
        Of<TraceEvent.KeyDiffers>("exchange.differs", "two replicas differ in a key"),
        Of<TraceEvent.ExchangeEnded>("exchange.ended", "two replicas have compared what they hold"),
        Of<TraceEvent.ReapingProposed>("reaping.proposed", "a node asks whether tombstones may go"),
        Of<TraceEvent.ReapingEnded>("reaping.ended", "everybody has said whether tombstones may go"),
        Of<TraceEvent.PeerSuspected>("peer.suspected", "a node takes another one for unreachable"),
        Of<TraceEvent.PeerHeardAgain>("peer.heard", "a node hears from a suspected one again"),
        Of<TraceEvent.PeerStatusChanged>("peer.status", "a node's failure detector changed its mind"),
        Of<TraceEvent.MemberChanged>("member.changed", "a node learned that a member has come a step further"),
        Of<TraceEvent.PlacementChanged>("placement.changed", "a node knows another ring"),
        Of<TraceEvent.ChangeCompleted>("change.completed", "a change of the members has ended"),
        Of<TraceEvent.TransferStarted>("transfer.started", "a node begins to take ranges over"),
        Of<TraceEvent.TransferBatchStored>("transfer.batch", "a batch of rows has come"),
        Of<TraceEvent.TransferCompleted>("transfer.completed", "a node has taken its ranges over"),
        Of<TraceEvent.Started>("node.started", "a node's life began"),
        Of<WorldEvent.NodeCrashed>("node.crashed", "a node's process ended"),
        Of<WorldEvent.NodePaused>("node.paused", "a node stands still"),
        Of<WorldEvent.NodeResumed>("node.resumed", "a node goes on"),
        Of<WorldEvent.BatchCommitted>("batch.committed", "a node made a batch durable"),
        Of<WorldEvent.MessageSent>("message.sent", "a message left its sender"),
        Of<WorldEvent.MessageDelivered>("message.delivered", "a message reached its receiver"),
        Of<WorldEvent.MessageDropped>("message.dropped", "a message was lost"),
        Of<WorldEvent.MessageDelayed>("message.delayed", "a message was held back"),
        Of<WorldEvent.FaultInjected>("fault.injected", "a fault is in force"),
        Of<WorldEvent.FaultHealed>("fault.healed", "a fault is over"),
    ];

    /// <summary>The names, in the order of <see cref="All"/>.</summary>
    public static ImmutableArray<string> Names { get; } = [.. All.Select(kind => kind.Name)];

    /// <summary>The kind of a name; null: there is none.</summary>
    public static EventKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);

    private static EventKind Of<T>(string name, string summary)
        where T : TraceEvent => new(name, summary, typeof(T));
}
