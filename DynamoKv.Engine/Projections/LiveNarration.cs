// Captions of what one member of a live cluster sees of the others.
using DynamoKv.Engine.Protocol;
using static DynamoKv.Engine.Projections.NarrationWords;

namespace DynamoKv.Engine.Projections;

internal static class LiveNarration
{
    private const string Found = "{0} is a member of this cluster.";
    private const string Gone = "{0} is no member any more.";
    private const string Back = "{0} answers again.";
    private const string Silent = "{0} does not answer {1}: it may be down, stand still, or be cut off.";
    private const string Down = "{0} has been silent for so long that {1} takes it for down; it may also be cut off.";
    private const string Missing = "{0} of what {1} said is missing here: {2}";
    private const string SomeEvents = "{0:N0} events";
    private const string UnknownEvents = "A part";

    public static Narration.Line? Of(WorldEvent.OfLive what, ClusterSnapshot before) => what switch
    {
        WorldEvent.MemberFound found => new(CaptionTone.Progress, Fill(Found, found.Node), null),
        WorldEvent.MemberGone gone => new(CaptionTone.Progress, Fill(Gone, gone.Node), null),
        WorldEvent.MemberSilent silent => new(CaptionTone.Fault, Fill(silent.CountsAsDown ? Down : Silent, silent.Node, silent.SeenBy), null),
        WorldEvent.MemberTold told when WasSilent(told, before) => new(CaptionTone.Mended, Fill(Back, told.Node), null),
        WorldEvent.TraceMissing missing => new(
            CaptionTone.Trouble, Fill(Missing, missing.Events is { } count ? Fill(SomeEvents, count) : UnknownEvents, missing.Node, missing.Reason), null),
        _ => null,
    };

    private static bool WasSilent(WorldEvent.MemberTold told, ClusterSnapshot before) =>
        before.Nodes.TryGetValue(told.Node, out var node) && node.Condition is NodeCondition.Silent or NodeCondition.Down;
}
