// Partitions of known shapes.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation.Planning;

namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>Makes partitions of known shapes.</summary>
/// <param name="name">The fault's name.</param>
/// <param name="order">All nodes: those that were chosen first, then the others as drawn.</param>
/// <param name="chance">Draws what is still to be drawn.</param>
internal sealed class ShapeMaker(string name, ImmutableArray<NodeId> order, DeterministicRandom chance)
{
    private int Half => order.Length / 2;

    /// <summary>The parts of the fault.</summary>
    public IEnumerable<FaultPart> Parts(PartitionShape shape, TimeSpan? lasting) => shape == PartitionShape.SwizzleClog
        ? Swizzle(lasting ?? throw new InvalidOperationException($"The fault {name} has no duration."))
        : [new FaultPart(name, Make(shape), new HealAction(name), lasting)];

    private FaultAction Make(PartitionShape shape) => shape switch
    {
        PartitionShape.Isolate => Groups(order[..1], order[1..]),
        PartitionShape.Halves => Groups(order[..Half], order[Half..]),
        PartitionShape.Majority => Groups(order[..Math.Min(Half + 1, order.Length)], order[Math.Min(Half + 1, order.Length)..]),
        PartitionShape.Bridge => Groups(order[1..(1 + ((order.Length - 1) / 2))], order[(1 + ((order.Length - 1) / 2))..]),
        PartitionShape.MajoritiesRing => new CutsAction(name, "a ring of majorities", MajoritiesRing()),
        PartitionShape.Asymmetric => new CutsAction(name, "a partition in one direction", [new LinkBarrier(order[..Half], order[Half..])]),
        _ => throw new InvalidOperationException($"The simulator does not know the shape '{shape}'."),
    };

    private PartitionAction Groups(ImmutableArray<NodeId> left, ImmutableArray<NodeId> right) => new(name, [left, right]);

    // Each node hears a window of the ring around itself, as wide as a majority; no two windows are the same.
    private ImmutableArray<LinkBarrier> MajoritiesRing()
    {
        var majority = Half + 1;
        var unheard = order.Length - majority;
        var cuts = ImmutableArray.CreateBuilder<LinkBarrier>();
        for (var receiver = 0; receiver < order.Length && unheard > 0; receiver++)
        {
            var first = receiver + (majority / 2) + 1;
            ImmutableArray<NodeId> senders = [.. Enumerable.Range(first, unheard).Select(place => order[place % order.Length])];
            cuts.Add(new LinkBarrier(senders, [order[receiver]]));
        }

        return cuts.ToImmutable();
    }

    private IEnumerable<FaultPart> Swizzle(TimeSpan lasting)
    {
        var count = order.Length <= 2 ? 1 : 2 + chance.NextInt32(order.Length - 2);
        var clogged = order[..Math.Min(count, order.Length)];
        var leaving = SelectorResolver.Shuffled(clogged, chance);
        var step = lasting / (2 * clogged.Length);
        for (var place = 0; place < clogged.Length; place++)
        {
            var (node, begins) = (clogged[place], step * place);
            var ends = (lasting / 2) + (step * (leaving.IndexOf(node) + 1));
            var part = $"{name}/{node}";
            var others = order.Remove(node);
            yield return new FaultPart(part, new PartitionAction(part, [[node], others]), new HealAction(part), ends - begins, begins);
        }
    }
}
