// How a node stands to the ring.
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;
using DynamoKv.Web.Components.Texts;

namespace DynamoKv.Web.Components.Ring;

/// <summary>How a node stands to the ring.</summary>
public enum Standing
{
    /// <summary>It owns its part.</summary>
    Member,

    /// <summary>It will own a part when the change that is under way has ended.</summary>
    Joining,

    /// <summary>It will own none when the change that is under way has ended.</summary>
    Leaving,

    /// <summary>It owns nothing: not yet, or not any more.</summary>
    Outside,
}

/// <summary>Finds and names how nodes stand to the ring.</summary>
public static class Standings
{
    /// <summary>How a node stands.</summary>
    public static Standing Of(Placement placement, NodeId node) =>
        (IsIn(placement.Current, node), placement.Next is { } next ? IsIn(next, node) : IsIn(placement.Current, node)) switch
        {
            (true, true) => Standing.Member,
            (true, false) => Standing.Leaving,
            (false, true) => Standing.Joining,
            _ => Standing.Outside,
        };

    /// <summary>The word; null for a plain member.</summary>
    public static string? Word(Standing standing) => standing switch
    {
        Standing.Joining => ClusterText.Joining,
        Standing.Leaving => ClusterText.Leaving,
        Standing.Outside => ClusterText.Outside,
        _ => null,
    };

    private static bool IsIn(HashRing ring, NodeId node) => ring.Members.Any(member => member.Id == node);
}
