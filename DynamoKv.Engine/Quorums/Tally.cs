// The count of one operation's answers.
using System.Collections.Immutable;
using System.Numerics;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Quorums;

/// <summary>
/// Counts who answered one operation. A node counts once, however often it answers; its first answer stands.
/// </summary>
public sealed class Tally
{
    /// <summary>
    /// The most nodes that one operation asks: each is a bit of a word, so that counting costs nothing.
    /// </summary>
    public const int MaxAsked = 64;

    private readonly int _primariesNeeded;
    private AskedReplicas _replicas;
    private ulong _primaries;
    private ulong _counted;
    private ulong _countedNext;
    private ulong _succeeded;
    private ulong _failed;
    private ulong _absent;

    /// <summary>A count that begins with everybody silent.</summary>
    /// <param name="asked">The replicas asked, primaries first; each once, at most <see cref="MaxAsked"/>.</param>
    /// <param name="needed">
    /// How many must succeed; 0 is reached at once, more than were asked is missed at once.
    /// </param>
    /// <param name="primaries">The key's primaries, asked or not.</param>
    /// <param name="primariesNeeded">How many of those that succeed must be primaries.</param>
    /// <exception cref="ArgumentException">When too many are asked, or one twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">When a number is negative.</exception>
    public Tally(ImmutableArray<NodeId> asked, int needed, ImmutableArray<NodeId> primaries, int primariesNeeded)
        : this(new AskedReplicas(asked, primaries, primaries, []), needed, primariesNeeded)
    {
    }

    /// <summary>A count that begins with everybody silent.</summary>
    /// <param name="replicas">Whom the operation asks.</param>
    /// <param name="needed">As above; during a change of the membership in each of the two groups.</param>
    /// <param name="primariesNeeded">As above.</param>
    /// <exception cref="ArgumentException">When too many are asked, or one twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">When a number is negative.</exception>
    public Tally(AskedReplicas replicas, int needed, int primariesNeeded)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(needed);
        ArgumentOutOfRangeException.ThrowIfNegative(primariesNeeded);
        _primariesNeeded = primariesNeeded;
        Needed = needed;
        _replicas = replicas;
        Ask(replicas);
    }

    /// <summary>Whom the operation asks and for whom they count.</summary>
    public AskedReplicas Replicas => _replicas;

    /// <summary>Whom the operation asks, in preference order; fallbacks that were asked later come last.</summary>
    public ImmutableArray<NodeId> Asked => _replicas.Nodes;

    /// <summary>How many must succeed.</summary>
    public int Needed { get; }

    /// <summary>So many failures end it, although the quorum could still be reached; null: only what can't be reached is missed.</summary>
    public int? FailuresThatEnd { get; init; }

    /// <summary>How the count stands. Missed as soon as it can't be reached any more, the primaries included.</summary>
    public TallyState State =>
        IsEnough(_succeeded) ? TallyState.Reached
        : IsEnough(All & ~_failed) && !(BitOperations.PopCount(_failed) >= FailuresThatEnd) ? TallyState.Pending
        : TallyState.Missed;

    /// <summary>Whether all that failed have answered that they hold nothing, and at least one has.</summary>
    public bool FailedByAbsence => _failed != 0 && _failed == _absent;

    /// <summary>How many have succeeded.</summary>
    public int SucceededCount => BitOperations.PopCount(_succeeded);

    /// <summary>Whether every asked node has succeeded or failed.</summary>
    public bool IsComplete => (_succeeded | _failed) == All;

    /// <summary>Who succeeded, in the order asked.</summary>
    public ImmutableArray<NodeId> Succeeded => NodeBits.Pick(Asked, _succeeded);

    /// <summary>Who failed, in the order asked.</summary>
    public ImmutableArray<NodeId> Failed => NodeBits.Pick(Asked, _failed);

    /// <summary>Who has not answered, in the order asked.</summary>
    public ImmutableArray<NodeId> Silent => NodeBits.Pick(Asked, All & ~(_succeeded | _failed));

    /// <summary>Who succeeded and who failed, as bits in the order asked.</summary>
    internal (ulong Succeeded, ulong Failed) Answers => (_succeeded, _failed);

    private ulong All => NodeBits.All(Asked);

    /// <summary>Counts a success. False when this node's answer was already counted or it was not asked.</summary>
    public bool Succeed(NodeId node) => Count(node, ref _succeeded);

    /// <summary>Counts a failure. False when this node's answer was already counted or it was not asked.</summary>
    public bool Fail(NodeId node) => Count(node, ref _failed);

    /// <summary>Counts an answer that nothing is held, where that is no success: a failure that stands apart. False as above.</summary>
    public bool FailAsAbsent(NodeId node)
    {
        var before = _failed;
        var isCounted = Count(node, ref _failed);
        _absent |= _failed & ~before;
        return isCounted;
    }

    /// <summary>Asks one more fallback, in the place of a primary that does not answer.</summary>
    /// <exception cref="ArgumentException">When too many are asked, or this one already is.</exception>
    public void Ask(StandIn standIn) => Ask(_replicas.With(standIn));

    /// <summary>Whether the quorum could still be reached if, of those that have not answered, only these do.</summary>
    public bool CanBeReachedWith(ulong willing) => IsEnough((willing & ~_failed) | _succeeded);

    private void Ask(AskedReplicas replicas)
    {
        var asked = replicas.Nodes;
        if (asked.Length > MaxAsked)
        {
            throw new ArgumentException($"One operation asks {asked.Length} nodes: ask at most {MaxAsked}.");
        }

        for (var i = 0; i < asked.Length; i++)
        {
            if (NodeBits.Of(asked, asked[i]) != 1UL << i)
            {
                throw new ArgumentException($"Node {asked[i]} is asked twice: ask each node once.");
            }
        }

        _replicas = replicas;
        _primaries = NodeBits.Of(asked, replicas.Primaries);
        _counted = replicas.CountedFor(replicas.Primaries);
        _countedNext = replicas.CountedFor(replicas.Next);
    }

    private bool Count(NodeId node, ref ulong answers)
    {
        var bit = NodeBits.Of(Asked, node) & ~(_succeeded | _failed);
        answers |= bit;
        return bit != 0;
    }

    private bool IsEnough(ulong nodes) =>
        BitOperations.PopCount(nodes & _counted) >= Needed
        && BitOperations.PopCount(nodes & _countedNext) >= Needed
        && BitOperations.PopCount(nodes & _primaries) >= _primariesNeeded;
}
