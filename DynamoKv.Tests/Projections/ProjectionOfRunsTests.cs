// The fold against whole runs: what it says the disks hold is what they hold.
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Simulation;
using DynamoKv.Tests.Simulation;

namespace DynamoKv.Tests.Projections;

public sealed class ProjectionOfRunsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_rows_of_the_projection_are_those_of_the_stores_at_many_moments_of_stormy_runs(bool isBuffered)
    {
        for (var seed = 1UL; seed <= 20; seed++)
        {
            using var run = Worlds.Start(isBuffered ? Buffered(SwarmScenario.Create(seed)) : SwarmScenario.Create(seed));
            var snapshot = ClusterSnapshot.Before(run.Ring.Members.Select(member => member.Id));
            var random = new DeterministicRandom(seed).Stream("cursors");
            while (run.Now < SwarmScenario.End)
            {
                run.RunUntil(run.Now + TimeSpan.FromMilliseconds(20 + random.NextInt32(200)));
                snapshot = run.Log.Skip((int)snapshot.EventNumber).Aggregate(snapshot, (before, entry) => before.Apply(entry));
                AssertSameRows(run, snapshot, seed);
            }
        }
    }

    [Fact]
    public void Every_line_of_stormy_runs_can_be_told()
    {
        for (var seed = 1UL; seed <= 5; seed++)
        {
            using var run = Worlds.Start(SwarmScenario.Create(seed));
            run.RunUntil(SwarmScenario.End);
            var snapshot = ClusterSnapshot.Before(run.Ring.Members.Select(member => member.Id));
            var captions = 0;
            foreach (var entry in run.Log)
            {
                captions += Narration.Of(entry, snapshot) is null ? 0 : 1;
                snapshot = snapshot.Apply(entry);
            }

            Assert.NotEqual(0, captions);
        }
    }

    // Short waits and little room: rows are flushed for both reasons, and lost by crashes.
    private static Scenario Buffered(Scenario scenario) => scenario with
    {
        Node = scenario.Node with { BufferedWrites = new BufferedWriteOptions { FlushEvery = TimeSpan.FromMilliseconds(150), MaxRows = 2 } },
    };

    private static void AssertSameRows(SimulationRun run, ClusterSnapshot snapshot, ulong seed)
    {
        foreach (var node in snapshot.Nodes.Values)
        {
            Assert.True(
                node.Condition != NodeCondition.Down || node.Buffered.IsEmpty,
                $"seed {seed}, event {snapshot.EventNumber}: {node.Id} is down and its memory still holds something.");
            Assert.True(
                node.Condition != NodeCondition.Up || run.Rows(node.Id).SequenceEqual(node.Rows),
                $"seed {seed}, event {snapshot.EventNumber}: the projection of {node.Id} is not what its disk holds.");
        }
    }
}
