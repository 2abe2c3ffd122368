// What nodes say about members and transfers, as JSON shapes.
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Node.Gossiping;
using DynamoKv.Engine.Node.Transfers;
using DynamoKv.Engine.Primitives;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Api;

/// <summary>What nodes say about members and transfers, as JSON shapes.</summary>
internal static class MembershipFacts
{
    /// <summary>What the nodes that run say of themselves, by name.</summary>
    public static List<NodeSnapshot> Accounts(IClusterSession session) =>
        [.. session.Current.Head.Nodes.Keys.Select(session.Inspect).OfType<NodeSnapshot>()];

    public static PendingMembers Pending(NodeSnapshot? viewer) => new(
        Names(viewer, MemberPhase.Joining), Names(viewer, MemberPhase.Leaving));

    /// <summary>Each transfer once, as its target sees it where that is up.</summary>
    public static List<TransferInfo> Transfers(IReadOnlyList<NodeSnapshot> accounts) =>
    [
        .. accounts.SelectMany(account => account.Transfers.Transfers.Select(transfer => (account.Self, Transfer: transfer)))
            .GroupBy(seen => (seen.Transfer.Source, seen.Transfer.InsteadOf, seen.Transfer.Target))
            .Select(seen => Shape(seen.OrderByDescending(one => one.Self == one.Transfer.Target).First().Transfer)),
    ];

    public static PlanInfo? Plan(NodeId at, MembershipPlan? plan, long keys)
    {
        if (plan is null)
        {
            return null;
        }

        var moves = plan.Moves.GroupBy(move => (move.From, move.To))
            .Select(group => (group.Key, Share: group.Sum(move => move.RingShare)))
            .Select(move => new MoveInfo(move.Key.From.Value, move.Key.To.Value, move.Share, (long)Math.Round(move.Share * keys))).ToList();
        return new PlanInfo(
            at.Value, Shapes.Names(plan.Joining), Shapes.Names(plan.Leaving),
            [.. plan.Shares.Select(share => new ShareInfo(share.Node.Value, share.Before, share.After))], moves,
            (long)Math.Round(plan.Moves.Sum(move => move.RingShare) * keys));
    }

    public static PeerInfo Peer(IClusterSession session, MemberView member) => new(
        member.Record.Id.Value, member.Record.Address.Length > 0 ? member.Record.Address : session.AddressOf(member.Record.Id), Word(member.Status),
        member.LastHeard is { } heard ? Shapes.Seconds(heard) : null, member.Heartbeat, member.Life, member.Phi, PhaseWord(member.Record.Phase));

    public static string Word(PeerStatus status) => status switch
    {
        PeerStatus.Up => "alive",
        PeerStatus.Suspect => "suspected",
        PeerStatus.Down => "dead",
        _ => "unknown",
    };

    public static string PhaseWord(MemberPhase phase) => phase.ToString().ToLowerInvariant();

    private static List<string> Names(NodeSnapshot? viewer, MemberPhase phase) =>
        [.. viewer?.Membership.Members.Where(member => member.Record.Phase == phase).Select(member => member.Record.Id.Value) ?? []];

    private static TransferInfo Shape(TransferView transfer) => new(
        transfer.Source.Value, transfer.Target.Value, transfer.Ranges == 1 ? "1 range" : $"{transfer.Ranges} ranges", transfer.Reason, transfer.KeysDone,
        transfer.KeysTotal, (long)transfer.BytesPerSecond, transfer.State.ToString().ToLowerInvariant(), transfer.Problem);
}
