// The clockwise walk of a key, step by step, for people.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Ring;

/// <summary>The clockwise walk of a key, step by step. Slower than <see cref="HashRing.PreferenceList"/>, which must find the same.</summary>
public static class RingSteps
{
    /// <summary>The walk from a position until so many replicas are found, or until every virtual node was met once.</summary>
    /// <param name="ring">The ring.</param>
    /// <param name="position">Where the key lies.</param>
    /// <param name="count">How many replicas.</param>
    public static ImmutableArray<WalkStep> Of(HashRing ring, RingPosition position, int count)
    {
        ArgumentNullException.ThrowIfNull(ring);
        var tokens = ring.Tokens;
        var start = FirstAtOrAfter(tokens, StartOf(ring, position));
        var list = ring.PreferenceList(position, count);
        var steps = ImmutableArray.CreateBuilder<WalkStep>();
        var met = new HashSet<NodeId>();
        for (var index = 0; index < tokens.Length && !list.All(met.Contains); index++)
        {
            var token = tokens[(start + index) % tokens.Length];
            var rank = list.IndexOf(token.Node);
            var verdict = met.Contains(token.Node) ? WalkVerdict.SameNode : rank < 0 ? WalkVerdict.SameRack : WalkVerdict.Taken;
            met.Add(token.Node);
            steps.Add(new WalkStep(token, verdict, verdict == WalkVerdict.Taken ? rank + 1 : null));
        }

        return steps.ToImmutable();
    }

    /// <summary>The node that the walk from a position meets first: the first replica where there are no racks to prefer.</summary>
    public static NodeId OwnerOf(HashRing ring, RingPosition position)
    {
        ArgumentNullException.ThrowIfNull(ring);
        return ring.Tokens[FirstAtOrAfter(ring.Tokens, StartOf(ring, position))].Node;
    }

    // With equal partitions and random tokens the walk begins at the end of the key's partition (Dynamo 6.2, strategy 2).
    private static RingPosition StartOf(HashRing ring, RingPosition position) =>
        ring.Options.Strategy == PartitionStrategy.RandomTokensEqualPartitions ? ring.PartitionOf(position).End : position;

    private static int FirstAtOrAfter(ImmutableArray<Token> tokens, RingPosition position)
    {
        var (low, high) = (0, tokens.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = tokens[middle].Position.Value >= position.Value ? (low, middle) : (middle + 1, high);
        }

        return low == tokens.Length ? 0 : low;
    }
}
