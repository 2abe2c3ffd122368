// Who is a member, as one node knows it.
using System.Collections.Immutable;
using System.IO.Hashing;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Engine.Membership;

/// <summary>
/// Who is a member, as one node knows it. Immutable; merging is commutative, associative and idempotent, so that gossip may
/// bring views in any order and any number of times (Dynamo 4.8.1). A later step of a member always wins: nobody who
/// left comes back by an old message.
/// </summary>
public sealed class MembershipView
{
    private ulong? _digest;

    private MembershipView(ImmutableArray<MemberState> members, ulong? digest)
    {
        Members = members;
        _digest = digest;
    }

    /// <summary>Nobody.</summary>
    public static MembershipView Empty { get; } = new([], null);

    /// <summary>Everybody who is or was a member, sorted by name.</summary>
    public ImmutableArray<MemberState> Members { get; }

    /// <summary>Grows with every step of any member: of two views on one history the greater knows more.</summary>
    public long Epoch
    {
        get
        {
            var epoch = 0L;
            foreach (var member in Members)
            {
                epoch += member.Record.Step;
            }

            return epoch;
        }
    }

    /// <summary>XxHash64 of the records, without the signs of life.</summary>
    public ulong Digest => _digest ??= XxHash64.HashToUInt64(MembershipFormat.Encode(this));

    /// <summary>Whether anybody is joining or leaving.</summary>
    public bool IsChanging
    {
        get
        {
            foreach (var member in Members)
            {
                if (member.Record.Phase is MemberPhase.Joining or MemberPhase.Leaving)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>The view of a cluster's founders.</summary>
    public static MembershipView Of(IEnumerable<MemberRecord> records) =>
        new([.. records.OrderBy(record => record.Id).Select(record => new MemberState(record, default))], null);

    /// <summary>A view of members that are sorted by name, each once.</summary>
    internal static MembershipView OfSorted(ImmutableArray<MemberState> members) => new(members, null);

    /// <summary>What is known of a node; null: nothing.</summary>
    public MemberState? Find(NodeId node)
    {
        var index = IndexOf(node);
        return index >= 0 ? Members[index] : null;
    }

    /// <summary>The view with another record of a member, which may be new.</summary>
    public MembershipView With(MemberRecord record)
    {
        var index = IndexOf(record.Id);
        return new(
            index >= 0
                ? Members.SetItem(index, Members[index] with { Record = record })
                : Members.Insert(~index, new MemberState(record, default)),
            null);
    }

    /// <summary>The view with a member's sign of life; unchanged when it is no member.</summary>
    public MembershipView With(NodeId node, Pulse pulse)
    {
        var index = IndexOf(node);
        return index < 0 ? this : new(Members.SetItem(index, Members[index] with { Pulse = pulse }), _digest);
    }

    /// <summary>What either knows. This very object when the other knows nothing newer.</summary>
    public MembershipView Merge(MembershipView other)
    {
        var merged = ImmutableArray.CreateBuilder<MemberState>(Math.Max(Members.Length, other.Members.Length));
        var (i, j, isNewer, isOtherRecord) = (0, 0, false, false);
        while (i < Members.Length || j < other.Members.Length)
        {
            var order = i == Members.Length ? 1 : j == other.Members.Length ? -1 : Members[i].Record.Id.CompareTo(other.Members[j].Record.Id);
            if (order < 0)
            {
                merged.Add(Members[i++]);
                continue;
            }

            var theirs = other.Members[j++];
            var both = order > 0 ? theirs : Newer(Members[i], theirs);
            isOtherRecord |= order > 0 || !both.Record.Equals(Members[i].Record);
            isNewer |= isOtherRecord || both.Pulse != Members[i].Pulse;
            i += order > 0 ? 0 : 1;
            merged.Add(both);
        }

        return isNewer ? new(merged.ToImmutable(), isOtherRecord ? null : _digest) : this;
    }

    /// <summary>The same after the change that is under way has ended.</summary>
    public MembershipView Completed() =>
        new([.. Members.Select(member => member with { Record = member.Record.Completed() })], null);

    /// <summary>Those of whom the end of the change waits: who stays and has not said that it is ready, sorted.</summary>
    public ImmutableArray<NodeId> NotReady() =>
        [.. Members.Where(member => member.Record.IsInNextRing && member.Pulse.ReadyFor != Digest).Select(member => member.Record.Id)];

    /// <summary>Where keys live by this view; null: there is no member yet.</summary>
    public Placement? Place(RingCatalogue rings)
    {
        var current = rings.Of(Events(isNext: false));
        return current is null ? null : new Placement(current, IsChanging ? rings.Of(Events(isNext: true)) : null, Epoch)
        {
            Former = [.. Members.Where(member => member.Record.Phase == MemberPhase.Removed).Select(member => member.Record.Id)],
        };
    }

    // Everybody's joins and leaves in one order that all nodes agree on.
    private ImmutableArray<RingChange> Events(bool isNext)
    {
        var changes = new List<RingChange>();
        foreach (var (record, _) in Members)
        {
            foreach (var stay in record.Stays)
            {
                changes.Add(new RingChange(stay.JoinedAt.Microseconds, record.ToRingMember(), IsJoin: true));
                if (stay.LeftAt is { } left)
                {
                    changes.Add(new RingChange(left.Microseconds, record.ToRingMember(), IsJoin: false));
                }
            }

            if (isNext && record.Phase is MemberPhase.Joining or MemberPhase.Leaving)
            {
                changes.Add(new RingChange(record.ChangedAt.Microseconds, record.ToRingMember(), record.Phase == MemberPhase.Joining));
            }
        }

        return [.. changes.Order()];
    }

    private static MemberState Newer(MemberState left, MemberState right) => new(
        left.Record.Equals(right.Record) ? left.Record : MemberRecord.Later(left.Record, right.Record),
        right.Pulse.IsNewerThan(left.Pulse) ? right.Pulse : left.Pulse);

    private int IndexOf(NodeId node)
    {
        var (low, high) = (0, Members.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = Members[middle].Record.Id.CompareTo(node);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }
}
