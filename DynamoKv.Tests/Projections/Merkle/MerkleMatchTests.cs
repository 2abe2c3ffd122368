// Trees compared step by step, against the descent that the nodes use.
using DynamoKv.Engine.AntiEntropy;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Projections.Merkle;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Simulation;
using DynamoKv.Tests.Simulation;

namespace DynamoKv.Tests.Projections.Merkle;

public sealed class MerkleMatchTests
{
    private static readonly RingRange Whole = new(new RingPosition(0), new RingPosition(0));

    [Fact]
    public void The_steps_are_those_of_the_nodes_descent_with_the_same_counts()
    {
        var random = new DeterministicRandom(11).Stream("keys");
        for (var round = 0; round < 60; round++)
        {
            var (left, right) = Pair(depth: random.NextInt32(7), keys: 1 + random.NextInt32(80), differing: random.NextInt32(9), random);
            var match = MerkleMatch.Of(left.Trees[0].Walk(6), right.Trees[0].Walk(6));
            var descent = new MerkleDescent(new MerkleView(left, [0]));
            foreach (var step in match.Steps)
            {
                var asked = descent.Next(1);
                var answer = MerkleDescent.Answer(new MerkleView(right, [0]), asked);
                descent.Take(answer);
                Assert.Equal(asked[0].Address.Node, step.Place);
                Assert.Equal(answer.Length == 1, step.Differs);
                Assert.Equal(descent.HashesCompared, step.Hashes);
                Assert.Equal(descent.Leaves.Count, step.Leaves);
            }

            Assert.True(descent.IsOver);
            Assert.Equal(descent.Leaves.Select(leaf => leaf.Node).Order(), match.DifferingLeaves.Select(cell => cell.Place).Order());
        }
    }

    [Fact]
    public void At_the_end_nothing_is_open_but_what_lies_below_equal_places()
    {
        var random = new DeterministicRandom(5).Stream("keys");
        var (left, right) = Pair(depth: 5, keys: 60, differing: 2, random);
        var match = MerkleMatch.Of(left.Trees[0].Walk(6), right.Trees[0].Walk(6));
        Assert.All(match.Cells, cell => Assert.True(
            match.KnowledgeOf(cell.Place, match.Steps.Length) != MerkleKnowledge.NotCompared || match.IsSpared(cell.Place, match.Steps.Length)));
        Assert.All(match.Cells, cell => Assert.Equal(MerkleKnowledge.NotCompared, match.KnowledgeOf(cell.Place, 0)));
    }

    [Fact]
    public void Two_replicas_compared_at_moments_of_stormy_runs_differ_in_exactly_the_keys_that_differ()
    {
        var differing = 0;
        for (var seed = 1UL; seed <= 6; seed++)
        {
            using var run = Worlds.Start(SwarmScenario.Create(seed));
            run.RunUntil(SwarmScenario.End);
            var random = new DeterministicRandom(seed).Stream("moments");
            for (var moment = 0; moment < 10; moment++)
            {
                differing += AssertSame(run, random.NextInt32(run.Log.Count + 1), random);
            }
        }

        Assert.NotEqual(0, differing);
    }

    [Theory]
    [InlineData(1, 5, 1)]
    [InlineData(64, 0, 0)]
    [InlineData(64, 1, 1)]
    [InlineData(4, 2, 1.75)]
    public void Keys_that_fall_by_chance_touch_so_many_leaves(int leaves, int keys, double expected) =>
        Assert.Equal(expected, ReplicaComparison.Expected(leaves, keys), 9);

    private static int AssertSame(SimulationRun run, int cursor, DeterministicRandom random)
    {
        var snapshot = run.Log.Take(cursor).Aggregate(
            ClusterSnapshot.Before(run.Ring.Members.Select(member => member.Id)), (before, entry) => before.Apply(entry));
        var (left, right) = (run.Ring.Members[0].Id, run.Ring.Members[1 + random.NextInt32(run.Ring.Members.Length - 1)].Id);
        var pair = ReplicaComparison.Of(snapshot, new Placement(run.Ring, null, 0), left, right, 3, 256);
        var shared = snapshot.Nodes[left].Rows.Keys.Union(snapshot.Nodes[right].Rows.Keys).Where(key => IsOfBoth(run.Ring, key, left, right)).ToArray();
        var different = shared.Where(key => snapshot.Nodes[left].Rows.GetValueOrDefault(key)?.Digest != snapshot.Nodes[right].Rows.GetValueOrDefault(key)?.Digest).ToArray();
        Assert.Equal(different.Length, pair.DifferingKeys);
        Assert.Equal(shared.Count(snapshot.Nodes[left].Rows.ContainsKey), pair.FullCopyKeys);
        Assert.Equal(pair.DifferingLeaves, Enumerable.Range(0, pair.Ranges.Length).Sum(range => pair.MatchOf(range, 20).DifferingLeaves.Count()));
        Assert.All(different, key => Assert.NotEqual(0, pair.Ranges[pair.IndexOf(RingPosition.OfKey(key))].DifferingKeys));
        return different.Length;
    }

    private static bool IsOfBoth(HashRing ring, Key key, NodeId left, NodeId right)
    {
        var replicas = ring.PreferenceList(RingPosition.OfKey(key), 3);
        return replicas.Contains(left) && replicas.Contains(right);
    }

    private static (MerkleForest Left, MerkleForest Right) Pair(int depth, int keys, int differing, DeterministicRandom random)
    {
        var (left, right) = (new MerkleForest([Whole], 1 << depth), new MerkleForest([Whole], 1 << depth));
        for (var number = 0; number < keys; number++)
        {
            var key = Key.Of($"key-{number}");
            left.Set(RingPosition.OfKey(key), key, 7);
            right.Set(RingPosition.OfKey(key), key, number < differing ? 8UL + (ulong)random.NextInt32(5) : 7);
        }

        return (left, right);
    }
}
