// Who takes part, and how keys are spread over them.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Engine.Simulation.Swarm;

/// <summary>Who takes part, and how keys are spread over them.</summary>
/// <param name="Members">Those who found the cluster.</param>
/// <param name="Ring">How the ring is cut.</param>
/// <param name="Quorum">N, R and W.</param>
/// <param name="Newcomers">Those who may join, not started yet.</param>
internal sealed record SwarmCluster(
    ImmutableArray<RingMember> Members, RingOptions Ring, Quorum Quorum, ImmutableArray<RingMember> Newcomers)
{
    /// <summary>The founders' names.</summary>
    public ImmutableArray<NodeId> Nodes => [.. Members.Select(member => member.Id)];

    public static SwarmCluster Draw(SwarmChance chance)
    {
        var size = chance.Between(3, 7);
        var tokens = chance.Among([1, 4, 16]);
        var racks = chance.Happens(0.3) ? chance.Between(2, 3) : 0;
        var ring = new RingOptions((PartitionStrategy)chance.Between(1, 3), Partitions: 32);
        var quorum = DrawQuorum(chance, size);
        return new SwarmCluster([.. Named("n", size)], ring, quorum, [.. Named("x", 2)]);

        IEnumerable<RingMember> Named(string prefix, int count) => Enumerable.Range(0, count).Select(index =>
            new RingMember(new NodeId($"{prefix}{index + 1}"), tokens, racks == 0 ? null : $"r{(index % racks) + 1}"));
    }

    // Mostly the paper's (3, 2, 2); the others find what it hides.
    private static Quorum DrawQuorum(SwarmChance chance, int size)
    {
        if (chance.Happens(0.5))
            return Quorum.Default;

        var replicas = chance.Between(1, Math.Min(size, 5));
        return new Quorum(replicas, chance.Between(1, replicas), chance.Between(1, replicas));
    }
}
