// A member's status in icon and word.
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Node.Gossiping;
using DynamoKv.Web.Components.Texts;

namespace DynamoKv.Web.Components.Panels;

/// <summary>A member's status in icon and word, with its phase where it is no plain member.</summary>
public static class MemberText
{
    /// <summary>"● up", "? unknown, joining".</summary>
    public static string Of(MemberView member)
    {
        var status = member.Status switch
        {
            PeerStatus.Up => ClusterText.PeerUp,
            PeerStatus.Suspect => ClusterText.PeerSuspect,
            PeerStatus.Down => ClusterText.PeerDown,
            _ => ClusterText.PeerUnknown,
        };
        return member.Record.Phase switch
        {
            MemberPhase.Joining => status + ", " + ClusterText.Joining,
            MemberPhase.Leaving => status + ", " + ClusterText.Leaving,
            MemberPhase.Removed => ClusterText.HasLeft,
            _ => status,
        };
    }
}
