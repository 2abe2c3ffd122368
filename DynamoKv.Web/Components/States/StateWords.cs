// Small words of a node's state.
using DynamoKv.Engine.Membership;
using DynamoKv.Web.Components.Texts;

namespace DynamoKv.Web.Components.States;

/// <summary>Small words of a node's state.</summary>
internal static class StateWords
{
    /// <summary>"● up", "? unknown".</summary>
    public static string Status(PeerStatus status) => status switch
    {
        PeerStatus.Up => ClusterText.PeerUp,
        PeerStatus.Suspect => ClusterText.PeerSuspect,
        PeerStatus.Down => ClusterText.PeerDown,
        _ => ClusterText.PeerUnknown,
    };

    /// <summary>"250 ms", "2 s", "60 min".</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 1 } => Words.Fill("{0:0.###} ms", time.TotalMilliseconds),
        { TotalMinutes: < 2 } => Words.Fill("{0:0.###} s", time.TotalSeconds),
        _ => Words.Fill("{0:0.##} min", time.TotalMinutes),
    };
}
