// Whom a selector means now.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Simulation.Planning;

namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>Finds the nodes that a selector means, from the newest ring that a node knows and from how the nodes stand.</summary>
internal static class SelectorResolver
{
    /// <summary>The nodes, each once; empty: nobody.</summary>
    public static ImmutableArray<NodeId> Resolve(World world, NodeSelector selector, NodeId? eventNode, DeterministicRandom chance) =>
        selector switch
        {
            NodeSelector.One one => world.Nodes.Contains(one.Node) ? [one.Node] : [],
            NodeSelector.Rack rack => [.. RingOf(world).Members.Where(member => member.Rack == rack.Name).Select(member => member.Id)],
            NodeSelector.Primary primary => Replica(world, primary.Key, 1),
            NodeSelector.Replica replica => replica.Index <= N(world) ? Replica(world, replica.Key, replica.Index) : [],
            NodeSelector.Fallback fallback => Replica(world, fallback.Key, N(world) + fallback.Index),
            NodeSelector.Coordinator coordinator => world.Clients.Named?.Script.CoordinatorOf(coordinator.Step) is { } node ? [node] : [],
            NodeSelector.Random random => [.. Shuffled(Awake(world), chance).Take(random.Count)],
            NodeSelector.All => All(world),
            NodeSelector.AllExcept except => [.. All(world).Except(except.Others.SelectMany(one => Resolve(world, one, eventNode, chance)))],
            NodeSelector.OfEvent => eventNode is { } node ? [node] : [],
            NodeSelector.Several several => [.. several.Parts.SelectMany(part => Resolve(world, part, eventNode, chance)).Distinct()],
            _ => throw new InvalidOperationException($"The simulator does not know the selector {selector.GetType().Name}."),
        };

    /// <summary>All nodes, in the order in which they came.</summary>
    public static ImmutableArray<NodeId> All(World world) => [.. world.Processes.Select(process => process.Id)];

    /// <summary>The same nodes in an order drawn by chance (Fisher and Yates).</summary>
    public static ImmutableArray<NodeId> Shuffled(ImmutableArray<NodeId> nodes, DeterministicRandom chance)
    {
        NodeId[] order = [.. nodes];
        for (var last = order.Length - 1; last > 0; last--)
        {
            var other = chance.NextInt32(last + 1);
            (order[last], order[other]) = (order[other], order[last]);
        }

        return [.. order];
    }

    private static ImmutableArray<NodeId> Awake(World world) =>
        [.. world.Processes.Where(process => process is { IsUp: true, IsPaused: false }).Select(process => process.Id)];

    // The ring keeps the lists of the length that is asked for first: that must be N.
    private static ImmutableArray<NodeId> Replica(World world, Key key, int index)
    {
        var (ring, position) = (RingOf(world), RingPosition.OfKey(key));
        var list = ring.PreferenceList(position, N(world));
        if (index > list.Length)
            list = ring.PreferenceList(position, index);

        return index <= list.Length ? [list[index - 1]] : [];
    }

    private static int N(World world) => world.Scenario.Node.Quorum.N;

    private static HashRing RingOf(World world) => world.Membership.NewestPlacement()?.Current ?? world.Ring;
}
