// How a node's words about members, comparisons and transfers change what is in its memory.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Projections.States;

internal static class MemoryFold
{
    public static NodeMemory Member(NodeMemory memory, TraceEvent.OfMembership what, Instant now) => what switch
    {
        TraceEvent.PeerStatusChanged changed => Peer(memory, changed.Peer, one => one with
        {
            Status = changed.Status,
            Since = now,
            Phi = changed.Phi,
            Silence = changed.Silence,
        }),
        TraceEvent.MemberChanged changed => Peer(memory, changed.Member, one => one with { Phase = changed.Phase }),
        TraceEvent.PlacementChanged placed => memory with { Epoch = placed.Epoch, Members = placed.Members, Next = placed.Next },
        _ => memory,
    };

    public static NodeMemory Compare(NodeMemory memory, TraceEvent.OfAntiEntropy what, Instant now) => what switch
    {
        TraceEvent.TreesBuilding => memory with { AreTreesReady = false },
        TraceEvent.TreesReady => memory with { AreTreesReady = true },
        TraceEvent.ExchangeStarted started => memory with { ComparesWith = started.Peer, ComparedAt = now },
        TraceEvent.ExchangeEnded or TraceEvent.ExchangeAbandoned => memory with { ComparesWith = null },
        TraceEvent.AntiEntropyPaused => memory with { IsAntiEntropyPaused = true },
        TraceEvent.AntiEntropyResumed => memory with { IsAntiEntropyPaused = false },
        _ => memory,
    };

    public static NodeMemory Transfer(NodeMemory memory, TraceEvent.OfTransfer what) => what switch
    {
        TraceEvent.TransferStarted started => memory with { TakesFrom = memory.TakesFrom.Add(started.Source) },
        TraceEvent.TransferResumed resumed => memory with { TakesFrom = memory.TakesFrom.Add(resumed.Source) },
        TraceEvent.TransferCompleted completed => memory with { TakesFrom = memory.TakesFrom.Remove(completed.Source) },
        TraceEvent.TransferSourceReplaced replaced => memory with { TakesFrom = memory.TakesFrom.Remove(replaced.Source) },
        TraceEvent.TransfersSwitched switched => memory with { AreTransfersPaused = switched.IsPaused },
        _ => memory,
    };

    private static NodeMemory Peer(NodeMemory memory, NodeId peer, Func<PeerOpinion, PeerOpinion> change) =>
        memory with { Peers = memory.Peers.SetItem(peer, change(memory.OpinionOf(peer))) };
}
