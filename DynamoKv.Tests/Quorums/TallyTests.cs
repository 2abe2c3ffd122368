// The count of one operation's answers.
using System.Collections.Immutable;
using CsCheck;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Quorums;

namespace DynamoKv.Tests.Quorums;

public sealed class TallyTests
{
    private static readonly ImmutableArray<NodeId> Abc = Nodes(3);

    [Fact]
    public void Two_of_three_reach_a_quorum_of_two()
    {
        var tally = new Tally(Abc, 2, Abc, 0);
        tally.Succeed(Abc[0]);
        Assert.Equal(TallyState.Pending, tally.State);
        tally.Succeed(Abc[2]);
        Assert.Equal(TallyState.Reached, tally.State);
        Assert.False(tally.IsComplete);
        Assert.Equal([Abc[1]], tally.Silent);
    }

    [Fact]
    public void A_node_counts_once_and_its_first_answer_stands()
    {
        var tally = new Tally(Abc, 2, Abc, 0);
        Assert.True(tally.Succeed(Abc[0]));
        Assert.False(tally.Succeed(Abc[0]));
        Assert.False(tally.Fail(Abc[0]));
        Assert.Equal(1, tally.SucceededCount);
        Assert.Equal(TallyState.Pending, tally.State);
    }

    [Fact]
    public void An_answer_of_a_node_that_was_not_asked_counts_nothing()
    {
        var tally = new Tally(Abc, 1, Abc, 0);
        Assert.False(tally.Succeed(new NodeId("stranger")));
        Assert.False(tally.Fail(new NodeId("stranger")));
        Assert.Equal(Abc, tally.Silent);
    }

    [Fact]
    public void Failures_that_end_a_count_end_it_although_enough_are_left()
    {
        var tally = new Tally(Abc, 1, Abc, 0) { FailuresThatEnd = 2 };
        tally.Fail(Abc[0]);
        Assert.Equal(TallyState.Pending, tally.State);
        tally.FailAsAbsent(Abc[1]);
        Assert.Equal((TallyState.Missed, false), (tally.State, tally.FailedByAbsence));
    }

    [Fact]
    public void Who_holds_nothing_fails_apart_from_others()
    {
        var tally = new Tally(Abc, 2, Abc, 0);
        Assert.False(tally.FailedByAbsence);
        Assert.True(tally.FailAsAbsent(Abc[0]));
        Assert.False(tally.FailAsAbsent(Abc[0]));
        Assert.False(tally.Succeed(Abc[0]));
        tally.FailAsAbsent(Abc[2]);
        Assert.Equal((TallyState.Missed, true), (tally.State, tally.FailedByAbsence));
        Assert.Equal([Abc[0], Abc[2]], tally.Failed);
    }

    [Fact]
    public void A_quorum_is_missed_as_soon_as_too_few_are_left()
    {
        var tally = new Tally(Abc, 2, Abc, 0);
        tally.Fail(Abc[1]);
        Assert.Equal(TallyState.Pending, tally.State);
        tally.Fail(Abc[0]);
        Assert.Equal(TallyState.Missed, tally.State);
        Assert.Equal([Abc[0], Abc[1]], tally.Failed);
    }

    [Fact]
    public void Fallbacks_do_not_stand_in_for_the_primaries_asked_for()
    {
        var tally = new Tally(Abc, 2, [Abc[0], Abc[1]], 1);
        tally.Succeed(Abc[2]);
        tally.Fail(Abc[0]);
        Assert.Equal(TallyState.Pending, tally.State);
        tally.Fail(Abc[1]);
        Assert.Equal(TallyState.Missed, tally.State);
    }

    [Fact]
    public void A_quorum_is_missed_when_too_few_primaries_are_left_though_enough_nodes_succeeded()
    {
        var tally = new Tally(Nodes(4), 2, Abc, 2);
        tally.Succeed(Nodes(4)[3]);
        tally.Succeed(Abc[0]);
        tally.Fail(Abc[1]);
        tally.Fail(Abc[2]);
        Assert.Equal(TallyState.Missed, tally.State);
    }

    [Fact]
    public void Needing_nothing_is_reached_at_once() => Assert.Equal(TallyState.Reached, new Tally([], 0, [], 0).State);

    [Fact]
    public void Needing_more_than_were_asked_is_missed_at_once() =>
        Assert.Equal(TallyState.Missed, new Tally(Abc, 4, Abc, 0).State);

    [Fact]
    public void Sixty_four_nodes_can_be_counted_and_no_more()
    {
        var tally = new Tally(Nodes(64), 64, Nodes(64), 64);
        Assert.All(Nodes(64), node => Assert.True(tally.Succeed(node)));
        Assert.Equal(TallyState.Reached, tally.State);
        Assert.True(tally.IsComplete);
        Assert.Throws<ArgumentException>(() => new Tally(Nodes(65), 1, [], 0));
    }

    [Fact]
    public void A_node_asked_twice_is_refused() =>
        Assert.Throws<ArgumentException>(() => new Tally([Abc[0], Abc[1], Abc[0]], 1, [], 0));

    [Fact]
    public void During_a_change_of_the_membership_the_quorum_is_needed_in_both_rings()
    {
        var nodes = Nodes(4); // n3 takes the place of n2
        var tally = new Tally(new AskedReplicas(nodes, Nodes(3), [nodes[0], nodes[1], nodes[3]], []), 2, 0);
        tally.Succeed(nodes[1]);
        tally.Succeed(nodes[2]);
        Assert.Equal(TallyState.Pending, tally.State);
        tally.Succeed(nodes[3]);
        Assert.Equal(TallyState.Reached, tally.State);
    }

    [Fact]
    public void During_a_change_a_quorum_that_one_ring_can_no_longer_reach_is_missed()
    {
        var nodes = Nodes(4);
        var tally = new Tally(new AskedReplicas(nodes, Nodes(3), [nodes[0], nodes[1], nodes[3]], []), 2, 0);
        tally.Fail(nodes[3]);
        tally.Fail(nodes[0]);
        Assert.Equal(TallyState.Missed, tally.State);
    }

    [Fact]
    public void A_fallback_counts_where_the_primary_would_count_for_which_it_stands_in()
    {
        var nodes = Nodes(5); // n4 stands in for n2, which leaves
        var asked = new AskedReplicas([nodes[0], nodes[1], nodes[3], nodes[4]], Nodes(3), [nodes[0], nodes[1], nodes[3]], [new(nodes[4], nodes[2])]);
        var tally = new Tally(asked, 2, 0);
        tally.Succeed(nodes[4]);
        tally.Succeed(nodes[0]);
        Assert.Equal(TallyState.Pending, tally.State); // two in the old ring, one in the new
        tally.Succeed(nodes[3]);
        Assert.Equal(TallyState.Reached, tally.State);
    }

    [Fact]
    public void A_fallback_that_is_asked_later_makes_a_missed_quorum_possible_again()
    {
        var tally = new Tally(Abc, 2, Abc, 0);
        tally.Fail(Abc[1]);
        tally.Ask(new StandIn(Nodes(5)[4], Abc[1]));
        tally.Fail(Abc[2]);
        Assert.Equal(TallyState.Pending, tally.State);
        tally.Succeed(Abc[0]);
        tally.Succeed(Nodes(5)[4]);
        Assert.Equal(TallyState.Reached, tally.State);
        Assert.Equal([Abc[0], Nodes(5)[4]], tally.Succeeded);
    }

    [Fact]
    public void A_fallback_is_no_primary()
    {
        var tally = new Tally(new AskedReplicas([Abc[0], Abc[1], Nodes(4)[3]], Abc, Abc, [new(Nodes(4)[3], Abc[2])]), 2, primariesNeeded: 2);
        tally.Succeed(Abc[0]);
        tally.Succeed(Nodes(4)[3]);
        Assert.Equal(TallyState.Pending, tally.State);
        tally.Succeed(Abc[1]);
        Assert.Equal(TallyState.Reached, tally.State);
    }

    [Fact]
    public void A_tally_counts_what_plain_sets_count() =>
        Gen.Select(
            Gen.Int[0, 6], Gen.Int[0, 5], Gen.Int[0, 6], Gen.Int[0, 4],
            Gen.Select(Gen.Int[0, 7], Gen.Bool).Array[0, 12])
        .Sample(
            (asked, needed, primaries, primariesNeeded, answers) =>
            {
                var tally = new Tally(Nodes(asked), needed, Nodes(primaries), primariesNeeded);
                var dumb = new DumbTally(Nodes(asked), needed, Nodes(primaries), primariesNeeded);
                foreach (var (number, isSuccess) in answers)
                {
                    var node = Nodes(8)[number];
                    Assert.Equal(dumb.Count(node, isSuccess), isSuccess ? tally.Succeed(node) : tally.Fail(node));
                    Assert.Equal(dumb.State(), tally.State);
                    Assert.Equal(dumb.Those(true), tally.Succeeded);
                    Assert.Equal(dumb.Those(false), tally.Failed);
                    Assert.Equal(dumb.Those(null), tally.Silent);
                    Assert.Equal(tally.Silent.IsEmpty, tally.IsComplete);
                    Assert.Equal(tally.Succeeded.Length, tally.SucceededCount);
                }
            },
            iter: 5_000);

    private static ImmutableArray<NodeId> Nodes(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new NodeId($"n{i}"))];

    /// <summary>Missed means here: no way in which the silent ones could still answer reaches it.</summary>
    private sealed class DumbTally(
        ImmutableArray<NodeId> asked, int needed, ImmutableArray<NodeId> primaries, int primariesNeeded)
    {
        private readonly Dictionary<NodeId, bool> _answers = [];

        public bool Count(NodeId node, bool isSuccess) => asked.Contains(node) && _answers.TryAdd(node, isSuccess);

        public IEnumerable<NodeId> Those(bool? answer) =>
            asked.Where(node => (_answers.TryGetValue(node, out var given) ? given : null as bool?) == answer);

        public TallyState State() =>
            Reaches(Those(true)) ? TallyState.Reached
            : Futures(Those(null).ToList()).Any(future => Reaches(Those(true).Concat(future))) ? TallyState.Pending
            : TallyState.Missed;

        private bool Reaches(IEnumerable<NodeId> nodes) =>
            nodes.Count() >= needed && nodes.Count(node => primaries.Contains(node)) >= primariesNeeded;

        private static IEnumerable<IEnumerable<NodeId>> Futures(List<NodeId> silent) =>
            Enumerable.Range(0, 1 << silent.Count).Select(set => silent.Where((_, i) => (set & (1 << i)) != 0));
    }
}
