// The laws of merging, in every mode.
using CsCheck;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Versioning;

public sealed class MergeLawTests
{
    public static TheoryData<VersionMode> Modes => [.. Enum.GetValues<VersionMode>()];

    /// <summary>The modes whose laws hold of any versions, also of those that no history can make.</summary>
    public static TheoryData<VersionMode> UnconditionalModes => [VersionMode.VectorClock, VersionMode.LastWriteWins];

    [Theory]
    [MemberData(nameof(Modes))]
    public void Merge_is_commutative_associative_and_idempotent_over_what_histories_make(VersionMode mode) =>
        History.Steps.Sample(
            steps =>
            {
                var held = History.Of(mode, steps).Held;
                AssertLaws(VersionRules.For(mode), held[0], held[1], held[2]);
            },
            iter: PropertyRuns.Histories);

    [Theory]
    [MemberData(nameof(UnconditionalModes))]
    public void Merge_is_commutative_associative_and_idempotent_over_any_versions(VersionMode mode)
    {
        var rules = VersionRules.For(mode);
        var sets = Versions.AnySibling.Array[0, 4].Select(siblings =>
            siblings.Aggregate(SiblingSet.Empty, (set, sibling) => rules.Merge(set, SiblingSet.Of([sibling]))));
        Gen.Select(sets, sets, sets).Sample((a, b, c) => AssertLaws(rules, a, b, c), iter: PropertyRuns.Many);
    }

    [Fact]
    public void Dotted_merge_is_commutative_and_idempotent_over_any_versions() =>
        Gen.Select(Versions.AnySibling, Versions.AnySibling).Sample(
            (left, right) =>
            {
                var rules = VersionRules.For(VersionMode.Dotted);
                var (a, b) = (SiblingSet.Of([left]), SiblingSet.Of([right]));
                Assert.Equal(rules.Merge(a, b), rules.Merge(b, a));
                Assert.Equal(a, rules.Merge(a, SiblingSet.Of([left])));
                Assert.False(rules.Merge(a, b).IsEmpty);
            },
            iter: PropertyRuns.Many);

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_replica_reaches_the_coordinators_set_by_merging_it_unless_a_clock_was_truncated(VersionMode mode) =>
        History.Steps.Sample(
            steps =>
            {
                var rules = mode == VersionMode.VectorClock
                    ? VersionRules.PlainClocks(int.MaxValue)
                    : VersionRules.For(mode);
                var held = History.Of(rules, steps).Held[0];
                foreach (var context in new[] { null, VectorClock.Empty })
                {
                    var written = rules.Put(held, context, Versions.Dot("Z", 1), Versions.At(1_000_000));
                    Assert.Same(written, rules.Merge(held, written));
                    Assert.Same(written, rules.Merge(written, held));
                }
            },
            iter: PropertyRuns.Histories);

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_merge_that_one_side_already_is_gives_that_very_side(VersionMode mode) =>
        History.Steps.Sample(
            steps =>
            {
                var rules = VersionRules.For(mode);
                var held = History.Of(mode, steps).Held;
                var merged = rules.Merge(held[0], held[1]);
                Assert.Same(merged, rules.Merge(merged, held[1]));
                Assert.Same(merged, rules.Merge(held[0], merged));
                Assert.Same(merged, rules.Merge(merged, SiblingSet.Decode(merged.Encode())));
            },
            iter: PropertyRuns.Histories);

    [Theory]
    [MemberData(nameof(Modes))]
    public void No_version_in_a_set_supersedes_another_of_it(VersionMode mode) =>
        History.Steps.Sample(
            steps =>
            {
                var rules = VersionRules.For(mode);
                foreach (var set in History.Of(mode, steps).Held)
                {
                    var singles = set.Siblings.Select(sibling => SiblingSet.Of([sibling]));
                    Assert.Equal(set, singles.Aggregate(SiblingSet.Empty, rules.Merge));
                }
            },
            iter: PropertyRuns.Histories);

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_stored_history_comes_back_from_its_bytes(VersionMode mode) =>
        History.Steps.Sample(
            steps => Assert.All(
                History.Of(mode, steps).Held, set => Assert.Equal(set, SiblingSet.Decode(set.Encode()))),
            iter: PropertyRuns.Histories);

    private static void AssertLaws(VersionRules rules, SiblingSet a, SiblingSet b, SiblingSet c)
    {
        Assert.Equal(rules.Merge(a, b), rules.Merge(b, a));
        Assert.Equal(rules.Merge(rules.Merge(a, b), c), rules.Merge(a, rules.Merge(b, c)));
        Assert.Same(a, rules.Merge(a, a));
        Assert.Equal(a, rules.Merge(a, SiblingSet.Of(a.Siblings)));
        Assert.Same(a, rules.Merge(a, SiblingSet.Empty));
        Assert.Equal(a, rules.Merge(SiblingSet.Empty, a));
    }
}
