// Gossip without nodes.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Experiments.Published;

/// <summary>
/// Push-pull gossip as a few lines: everybody meets one other by chance once a period, each at a moment of its own, and
/// both then know what one knew.
/// </summary>
internal static class GossipModel
{
    /// <summary>The mean number of periods until all know what one knew.</summary>
    public static double MeanPeriods(int nodes, int trials)
    {
        var random = new DeterministicRandom(1).Stream("gossip model");
        return Enumerable.Range(0, trials).Average(_ => Periods(nodes, random));
    }

    private static double Periods(int nodes, DeterministicRandom random)
    {
        var moments = new double[nodes];
        var order = new int[nodes];
        for (var node = 0; node < nodes; node++)
            (moments[node], order[node]) = (random.NextDouble(), node);

        Array.Sort(moments, order);
        var knows = new bool[nodes];
        var first = random.NextInt32(nodes); // whose turn it is when the new thing begins with it
        knows[order[first]] = true;
        for (var (known, round) = (1, 0); ; round++)
        {
            for (var turn = round == 0 ? first : 0; turn < nodes; turn++)
            {
                var other = random.NextInt32(nodes - 1);
                other += other >= order[turn] ? 1 : 0;
                if (knows[order[turn]] == knows[other])
                    continue;

                knows[order[turn]] = knows[other] = true;
                if (++known == nodes)
                    return round + moments[turn] - moments[first];
            }
        }
    }
}
