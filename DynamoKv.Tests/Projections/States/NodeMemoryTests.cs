// What is in a node's memory by its own words, against what the node itself says.
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections.States;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Tests.Simulation;

namespace DynamoKv.Tests.Projections.States;

public sealed class NodeMemoryTests
{
    [Fact]
    public void Who_is_suspected_and_what_is_known_of_the_ring_is_what_the_node_itself_says_at_many_moments_of_stormy_runs()
    {
        var suspicions = 0;
        for (var seed = 1UL; seed <= 8; seed++)
        {
            using var run = Worlds.Start(SwarmScenario.Create(seed));
            var memories = run.Nodes.ToDictionary(node => node, node => new NodeMemory(node));
            var read = 0;
            var random = new DeterministicRandom(seed).Stream("moments");
            while (run.Now < SwarmScenario.End)
            {
                run.RunUntil(run.Now + TimeSpan.FromMilliseconds(20 + random.NextInt32(200)));
                var entries = run.Log.Skip(read).ToArray();
                read = run.Log.Count;
                foreach (var node in run.Nodes.Where(node => run.Inspect(node) is not null && memories.ContainsKey(node)))
                {
                    memories[node] = memories[node].Apply(entries);
                    suspicions += AssertSame(run, memories[node], seed);
                }

                foreach (var node in memories.Keys.Where(node => run.Inspect(node) is null).ToArray())
                {
                    memories[node] = memories[node].Apply(entries);
                }
            }
        }

        Assert.NotEqual(0, suspicions);
    }

    [Fact]
    public void What_nobody_has_said_is_unknown() =>
        Assert.Equal(PeerStatus.Unknown, new NodeMemory(new NodeId("A")).OpinionOf(new NodeId("B")).Status);

    [Fact]
    public void A_put_is_under_way_at_its_entry_and_at_its_coordinator_until_they_have_done_their_part()
    {
        using var run = Worlds.Start(Worlds.Five);
        run.RunFor(50);
        var outsider = run.Nodes.First(node => !run.Replicas().Contains(node));
        var put = run.Put(outsider);
        run.RunFor(3);
        var entry = Assert.Single(Memory(run, outsider).Operations);
        var coordinated = Assert.Single(Memory(run, run.Replicas()[0]).Operations);
        Assert.Equal((put, run.Replicas()[0]), (entry.Operation, entry.ForwardedTo));
        Assert.Equal((put, true, 2), (coordinated.Operation, coordinated.IsCoordinated, coordinated.Required));
        run.RunFor(200);
        Assert.Empty(Memory(run, outsider).Operations);
        Assert.Empty(Memory(run, run.Replicas()[0]).Operations);
    }

    [Fact]
    public void A_crash_empties_the_memory()
    {
        using var run = Worlds.Start(Worlds.Five);
        run.RunFor(50);
        run.Put(run.Replicas()[0]);
        run.RunFor(1);
        Assert.NotEmpty(Memory(run, run.Replicas()[0]).Operations);
        run.Apply(new CrashAction(run.Replicas()[0], CrashLoss.Memory));
        Assert.Empty(Memory(run, run.Replicas()[0]).Operations);
    }

    private static NodeMemory Memory(SimulationRun run, NodeId node) => new NodeMemory(node).Apply(run.Log);

    private static int AssertSame(SimulationRun run, NodeMemory memory, ulong seed)
    {
        var said = run.Inspect(memory.Node)!;
        var where = $"seed {seed}, event {run.Log.Count}, node {memory.Node}";
        var suspected = memory.Peers.Where(peer => peer.Value.PassedBySince is not null).Select(peer => peer.Key).ToArray();
        Assert.True(suspected.All(said.Suspects.Contains), where);
        Assert.True(memory.Epoch == 0 || memory.Epoch == said.Placement!.Epoch, where);
        foreach (var member in said.Membership.Members.Where(member => memory.OpinionOf(member.Record.Id).Since is not null && member.Record.Phase != MemberPhase.Removed))
        {
            Assert.True(member.Status != PeerStatus.Unknown, $"{where}: {member.Record.Id} is unknown, and the log tells of it.");
        }

        return suspected.Length;
    }
}
