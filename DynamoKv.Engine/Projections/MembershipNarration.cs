// Captions about membership and failure detection (Dynamo 4.8).
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Protocol;
using static DynamoKv.Engine.Projections.NarrationWords;

namespace DynamoKv.Engine.Projections;

/// <summary>Makes captions from what nodes say about membership and failure detection.</summary>
internal static class MembershipNarration
{
    /// <summary>The caption's line; null for events that deserve none.</summary>
    public static Narration.Line? Of(LogEntry entry, TraceEvent.OfMembership what) => what switch
    {
        TraceEvent.MemberChanged changed => new(CaptionTone.Progress, Fill(Template(changed.Phase), entry.Node, changed.Member), null),
        TraceEvent.PeerStatusChanged { Status: PeerStatus.Down } down => new(
            CaptionTone.Fault,
            Fill("{0} has heard nothing fresh of {1} for {2} (phi {3:0.0}): for it, {1} is down.", entry.Node, down.Peer, Duration(down.Silence), down.Phi), null),
        TraceEvent.PeerStatusChanged { Status: PeerStatus.Suspect, Phi: > 0.5 } suspect => new(
            CaptionTone.Fault,
            Fill("{0} grows suspicious of {1}: {2} of silence (phi {3:0.0}).", entry.Node, suspect.Peer, Duration(suspect.Silence), suspect.Phi), null),
        TraceEvent.ChangeStaged staged => new(
            CaptionTone.Request,
            Fill(staged.IsJoin ? "{0} plans that {1} joins. Nothing has changed yet." : "{0} plans that {1} leaves. Nothing has changed yet.", entry.Node, staged.Member), null),
        TraceEvent.PlanEmptied { IsCommitted: true } => new(CaptionTone.Request, Fill("The plan of {0} is carried out.", entry.Node), null),
        TraceEvent.PlanEmptied => new(CaptionTone.Request, Fill("The plan of {0} is cleared.", entry.Node), null),
        TraceEvent.ChangeCompleted => new(
            CaptionTone.Mended, Fill("{0} sees that everybody is ready: the change of the members has ended.", entry.Node), null),
        _ => null,
    };

    private static string Template(MemberPhase phase) => phase switch
    {
        MemberPhase.Joining => "{0} hears that {1} is joining: its keys go to it from now on too.",
        MemberPhase.Joined => "{0} knows: {1} is a member.",
        MemberPhase.Leaving => "{0} hears that {1} is leaving: its keys go to others from now on too.",
        _ => "{0} knows: {1} has left.",
    };
}
