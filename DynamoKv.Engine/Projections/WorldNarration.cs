// Captions of what the world does to nodes and messages.
using DynamoKv.Engine.Protocol;
using static DynamoKv.Engine.Projections.NarrationText;
using static DynamoKv.Engine.Projections.NarrationWords;

namespace DynamoKv.Engine.Projections;

internal static class WorldNarration
{
    public static Narration.Line? Of(WorldEvent what, ClusterSnapshot before) => what switch
    {
        WorldEvent.MessageDropped dropped => Fault(Fill(DropText(dropped.Reason), dropped.Sender, dropped.Receiver)),
        WorldEvent.MessageDelayed delayed => Fault(Fill(DelayedByHand, delayed.Sender, delayed.Receiver)),
        WorldEvent.NodeCrashed crashed => Fault(Fill(CrashText(crashed.Loss), crashed.Node) + SliceNarration.Loss(before, crashed)),
        WorldEvent.NodeRestarted restarted when !before.Nodes.ContainsKey(restarted.Node) => new(CaptionTone.Request, Fill(FirstStarted, restarted.Node), null),
        WorldEvent.NodeRestarted restarted => Mended(Fill(Restarted, restarted.Node)),
        WorldEvent.NodePaused paused => Fault(Fill(Paused, paused.Node)),
        WorldEvent.NodeResumed resumed => Mended(Fill(Resumed, resumed.Node)),
        WorldEvent.BitFlipped flipped => Fault(Fill(BitFlipped, flipped.Node, flipped.Key)),
        WorldEvent.FaultInjected fault => Fault(Fill(FaultInjected, fault.Description)),
        WorldEvent.SelectorResolved { Nodes.IsEmpty: true } nobody => Fault(Fill(SelectsNobody, nobody.Fault, nobody.Selector)),
        WorldEvent.SelectorResolved resolved => Fault(Fill(Selects, resolved.Fault, resolved.Selector, Join(resolved.Nodes))),
        WorldEvent.FaultPassedOver passed => Fault(Fill(PassedOver, passed.Fault, passed.Reason)),
        WorldEvent.FaultHealed healed => Mended(Fill(FaultHealed, Describe(healed.Fault, before))),
        _ => null,
    };

    private static string Describe(string fault, ClusterSnapshot before) =>
        before.Faults.TryGetValue(fault, out var view) ? view.Description : fault;

    private static string DropText(DropReason reason) => reason switch
    {
        DropReason.Partition => DroppedPartition,
        DropReason.ReceiverDown => DroppedDown,
        DropReason.ByHand => DroppedByHand,
        _ => Dropped,
    };

    private static string CrashText(CrashLoss loss) => loss switch
    {
        CrashLoss.Disk => CrashedDisk,
        CrashLoss.Unsynced => CrashedUnsynced,
        _ => CrashedMemory,
    };

    private static Narration.Line Fault(string text) => new(CaptionTone.Fault, text, null);

    private static Narration.Line Mended(string text) => new(CaptionTone.Mended, text, null);
}
