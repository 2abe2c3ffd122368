// What a membership must look like to make a ring.
using System.Collections.Immutable;

namespace DynamoKv.Engine.Ring;

/// <summary>Refuses what makes no ring, in one sentence that says what to do.</summary>
internal static class RingRules
{
    /// <summary>The members in order of their ids.</summary>
    /// <exception cref="ArgumentException">When members or options break a rule.</exception>
    public static ImmutableArray<RingMember> Ordered(IEnumerable<RingMember> members, RingOptions options)
    {
        var ordered = members.OrderBy(member => member.Id).ToImmutableArray();
        if (Problem(ordered, options) is { } problem)
        {
            throw new ArgumentException(problem);
        }

        return ordered;
    }

    private static string? Problem(ImmutableArray<RingMember> ordered, RingOptions options) =>
        ordered.IsEmpty ? "A ring needs at least one member: name one."
        : ordered.Select(ProblemOf).FirstOrDefault(problem => problem is not null)
            ?? ProblemOfNames(ordered) ?? ProblemOfPartitions(ordered.Length, options);

    private static string? ProblemOf(RingMember member) =>
        member.Id == default ? "A member has no node id: name every member."
        : member.Tokens is < 1 or > RingMember.MaxTokens
            ? $"Member {member.Id} has {member.Tokens} tokens: use 1 to {RingMember.MaxTokens}."
        : null;

    private static string? ProblemOfNames(ImmutableArray<RingMember> ordered)
    {
        for (var i = 1; i < ordered.Length; i++)
        {
            if (ordered[i].Id == ordered[i - 1].Id)
            {
                return $"Member {ordered[i].Id} is named twice: name each member once.";
            }
        }

        return null;
    }

    private static string? ProblemOfPartitions(int members, RingOptions options) => options switch
    {
        { Strategy: PartitionStrategy.RandomTokens } => null,
        { Strategy: < PartitionStrategy.RandomTokens or > PartitionStrategy.EqualPartitionsEqualTokens } =>
            $"There is no partition strategy {(int)options.Strategy}: use 1, 2 or 3.",
        { Partitions: < 1 or > RingOptions.MaxPartitions } =>
            $"The ring has {options.Partitions} partitions: use 1 to {RingOptions.MaxPartitions}.",
        { Strategy: PartitionStrategy.EqualPartitionsEqualTokens } when options.Partitions < members =>
            $"Strategy 3 needs a partition a member: {options.Partitions} are too few for {members} members.",
        _ => null,
    };
}
