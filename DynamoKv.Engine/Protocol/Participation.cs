// Who took part in an operation.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Quorums;

namespace DynamoKv.Engine.Protocol;

/// <summary>
/// Who took part in an operation when it was settled. Every quorum answer carries one, so it keeps bits and makes the
/// lists only for those who look. All lists are in preference order.
/// </summary>
public sealed record Participation
{
    private readonly ulong _succeeded;
    private readonly ulong _failed;
    private readonly ulong _silent;

    /// <summary>States who took part.</summary>
    /// <param name="asked">The key's replicas in preference order; the other lists choose among them.</param>
    /// <param name="succeeded">Those that answered in time.</param>
    /// <param name="failed">Those that answered that they can't.</param>
    /// <param name="silent">Those that were asked, or should have been and could not be reached, and did not answer.</param>
    /// <param name="required">How many had to succeed (R or W).</param>
    public Participation(
        ImmutableArray<NodeId> asked, ImmutableArray<NodeId> succeeded, ImmutableArray<NodeId> failed, ImmutableArray<NodeId> silent, int required)
        : this(asked, NodeBits.Of(asked, succeeded), NodeBits.Of(asked, failed), NodeBits.Of(asked, silent), required)
    {
    }

    internal Participation(ImmutableArray<NodeId> asked, ulong succeeded, ulong failed, ulong silent, int required)
    {
        Asked = asked;
        _succeeded = succeeded;
        _failed = failed;
        _silent = silent;
        Required = required;
    }

    /// <summary>Fallbacks that answered in time in the place of a primary: what they hold of a write is a hint (Dynamo 4.6).</summary>
    public ImmutableArray<StandIn> Hinted { get; internal init; } = [];

    /// <summary>Nobody was asked.</summary>
    public static Participation None { get; } = new([], 0, 0, 0, 0);

    /// <summary>The key's replicas.</summary>
    public ImmutableArray<NodeId> Asked { get; }

    /// <summary>How many had to succeed (R or W).</summary>
    public int Required { get; }

    /// <summary>Those that answered in time.</summary>
    public ImmutableArray<NodeId> Succeeded => NodeBits.Pick(Asked, _succeeded);

    /// <summary>Those that answered that they can't.</summary>
    public ImmutableArray<NodeId> Failed => NodeBits.Pick(Asked, _failed);

    /// <summary>Those that had not answered when the operation was settled.</summary>
    public ImmutableArray<NodeId> Silent => NodeBits.Pick(Asked, _silent);

    /// <summary>The three lists as bits over those who were asked.</summary>
    internal (ulong Succeeded, ulong Failed, ulong Silent) Bits => (_succeeded, _failed, _silent);

    /// <summary>Who took part so far, by the count of answers.</summary>
    public static Participation Of(Tally tally)
    {
        var (succeeded, failed) = tally.Answers;
        return new Participation(tally.Asked, succeeded, failed, NodeBits.All(tally.Asked) & ~(succeeded | failed), tally.Needed)
        {
            Hinted = HintedBy(tally.Replicas, succeeded),
        };
    }

    private static ImmutableArray<StandIn> HintedBy(AskedReplicas replicas, ulong succeeded) => replicas.StandIns.IsEmpty
        ? []
        : replicas.StandIns.RemoveAll(standIn => (NodeBits.Of(replicas.Nodes, standIn.Holder) & succeeded) == 0);

    /// <summary>These are the replicas, and none of them was asked.</summary>
    public static Participation NotAsked(ImmutableArray<NodeId> replicas, int required) => new(replicas, 0, 0, 0, required);

    /// <summary>The same with these fallbacks: for whoever puts one together from its parts.</summary>
    public Participation WithHinted(ImmutableArray<StandIn> hinted) => this with { Hinted = hinted };
}
