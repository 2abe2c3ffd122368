// The shapes in which a network falls apart.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Simulation.Swarm;

/// <summary>The shapes in which a network falls apart.</summary>
internal sealed class SwarmPartitions(SwarmChance chance, ImmutableArray<NodeId> nodes)
{
    /// <summary>One node alone, halves, a minority, or two halves that one node joins; a node in no group reaches all.</summary>
    public PartitionAction Draw(string name) => chance.Below(4) switch
    {
        0 => Between(name, [chance.Among(nodes)], nodes),
        1 => Between(name, nodes[..(nodes.Length / 2)], nodes),
        2 => Between(name, [.. chance.Some(nodes)], nodes),
        _ => Bridge(name),
    };

    /// <summary>Some don't hear one node, which hears them.</summary>
    public CutAction Cut(string name)
    {
        var sender = chance.Among(nodes);
        return new CutAction(name, sender, [.. chance.Some(nodes.Remove(sender))]);
    }

    private PartitionAction Bridge(string name)
    {
        var others = nodes.Remove(chance.Among(nodes));
        return Between(name, [.. chance.Some(others)], others);
    }

    private static PartitionAction Between(string name, ImmutableArray<NodeId> group, ImmutableArray<NodeId> all) =>
        new(name, [group, [.. all.Except(group)]]);
}
