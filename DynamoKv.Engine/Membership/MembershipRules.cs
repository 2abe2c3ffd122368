// Which changes of the membership make sense.
using System.Collections.Immutable;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Engine.Membership;

/// <summary>Refuses changes that would leave a cluster that can't keep its promises.</summary>
public static class MembershipRules
{
    /// <summary>Null when a plan can be carried out; else one sentence that says why not and what to do.</summary>
    /// <param name="view">Who is a member now.</param>
    /// <param name="staged">What would change.</param>
    /// <param name="options">How the ring is cut.</param>
    /// <param name="replicas">Replicas of a key (N).</param>
    public static string? Problem(MembershipView view, ImmutableArray<MemberRecord> staged, RingOptions options, int replicas)
    {
        var before = view.Members.Select(member => member.Record).Where(record => record.IsInNextRing).ToList();
        var after = staged.Aggregate(view, (known, record) => known.With(record)).Members
            .Select(member => member.Record).Where(record => record.IsInNextRing).ToList();
        var isShrinking = after.Count < before.Count;
        if (after.Count == 0)
        {
            return "Nobody would be left: keep at least one member.";
        }

        if (isShrinking && after.Count < replicas)
        {
            return $"{after.Count} member(s) would be left, and each key has {replicas} replicas: keep at least {replicas}, or let others join first.";
        }

        if (options.Strategy == PartitionStrategy.EqualPartitionsEqualTokens && after.Count > options.Partitions)
        {
            return $"{after.Count} members need {after.Count} partitions, and the ring has {options.Partitions}: let fewer join.";
        }

        return RackProblem(before, after, replicas);
    }

    // With racks, N replicas stand in as many racks as there are, up to N. A change must not take that away.
    private static string? RackProblem(List<MemberRecord> before, List<MemberRecord> after, int replicas)
    {
        if (after.Count == 0 || before.Count == 0 || before.Any(record => record.Rack is null))
        {
            return null;
        }

        if (after.FirstOrDefault(record => record.Rack is null) is { } homeless)
        {
            return $"{homeless.Id} names no rack, and all others have one: say in which rack it stands.";
        }

        var (had, has) = (Racks(before, replicas), Racks(after, replicas));
        return has < had
            ? $"The replicas of a key stand in {had} racks now and would stand in {has}: keep a member in each rack that is needed."
            : null;
    }

    private static int Racks(List<MemberRecord> members, int replicas) =>
        Math.Min(replicas, members.Select(record => record.Rack).Distinct(StringComparer.Ordinal).Count());
}
