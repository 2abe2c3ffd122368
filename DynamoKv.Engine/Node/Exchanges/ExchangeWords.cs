// Why a comparison can't be, or came to no end, in one sentence for a person.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Node.Exchanges;

/// <summary>Sentences for whoever asked for a comparison.</summary>
internal static class ExchangeWords
{
    /// <summary>Why a comparison with a peer can't begin; null: it can.</summary>
    /// <param name="running">What the comparison under way is for; null: none is.</param>
    public static string? ProblemWith(NodeScope scope, NodeId peer, ForestKeeper trees, ExchangeGoal? running) =>
        peer == scope.Self ? $"{peer} can't be compared with itself: name another node."
        : !IsMember(scope, peer) ? $"{scope.Self} knows no node '{peer.Value}': name a member of the cluster."
        : trees.ViewOf(peer) is null ? $"{scope.Self} and {peer} replicate no range together: there is nothing to compare."
        : !trees.IsReady ? $"{scope.Self} is still building its trees ({trees.RowsRead:N0} rows so far): ask again in a moment."
        : !scope.IsReachable(peer) ? $"{scope.Self} can't reach {peer}: ask again when it is back."
        : running?.Command is not null ? $"{scope.Self} is being compared with {running.Peer}: ask again when that is over."
        : null;

    /// <summary>Why a comparison came to no end.</summary>
    public static string Sentence(ExchangeRefusal reason, NodeId self, NodeId peer) => reason switch
    {
        ExchangeRefusal.Building => $"{peer} is still building its trees: ask again in a moment.",
        ExchangeRefusal.OtherRing => $"{self} and {peer} know different memberships: ask again when gossip has evened that out.",
        ExchangeRefusal.Paused => $"The anti-entropy of {peer} is paused: resume it first.",
        ExchangeRefusal.Silent => $"{peer} did not answer: ask again when it can be reached.",
        _ => $"Something else came first at {self}: ask again.",
    };

    private static bool IsMember(NodeScope scope, NodeId node) => scope.Placement is { } placement
        && (placement.Current.Members.Any(member => member.Id == node)
            || (placement.Next?.Members.Any(member => member.Id == node) ?? false));
}
