// The model of bounded staleness, fed with delays that were measured.
using DynamoKv.Engine.Experiments.Statistics;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Quorums;

namespace DynamoKv.Engine.Experiments.Staleness;

/// <summary>The same trials as <see cref="WarsModel"/>, with legs drawn from delays that were measured, each as likely as the other.</summary>
/// <param name="Writes">W, in ms.</param>
/// <param name="Acknowledgements">A, in ms.</param>
/// <param name="Reads">R, in ms.</param>
/// <param name="Replies">S, in ms.</param>
public sealed record WarsByMeasurement(double[] Writes, double[] Acknowledgements, double[] Reads, double[] Replies)
{
    /// <summary>Draws trials: from which time after the acknowledgement, in ms, the read of each is fresh; negative: it always was.</summary>
    /// <param name="quorum">N, R and W.</param>
    /// <param name="isCoordinatorReplica">Whether one of the replicas coordinates both: its messages take no time.</param>
    /// <param name="trials">How many.</param>
    /// <param name="random">Where chance comes from.</param>
    public Sample Draw(Quorum quorum, bool isCoordinatorReplica, int trials, DeterministicRandom random)
    {
        ArgumentNullException.ThrowIfNull(quorum);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trials);
        var freshFrom = new double[trials];
        for (var trial = 0; trial < trials; trial++)
            freshFrom[trial] = Draw(quorum, isCoordinatorReplica ? 1 : 0, random);

        return new Sample(freshFrom);
    }

    private double Draw(Quorum quorum, int atOnce, DeterministicRandom random)
    {
        var (arrived, acknowledged, asked, replied) = (new double[quorum.N], new double[quorum.N], new double[quorum.N], new double[quorum.N]);
        var order = new int[quorum.N];
        for (var replica = 0; replica < quorum.N; replica++)
        {
            order[replica] = replica;
            if (replica < atOnce)
                continue;

            arrived[replica] = One(Writes, random);
            acknowledged[replica] = arrived[replica] + One(Acknowledgements, random);
            asked[replica] = One(Reads, random);
            replied[replica] = asked[replica] + One(Replies, random);
        }

        Array.Sort(acknowledged);
        Array.Sort(replied, order);
        var freshFrom = double.PositiveInfinity;
        for (var answer = 0; answer < quorum.R; answer++)
            freshFrom = Math.Min(freshFrom, arrived[order[answer]] - asked[order[answer]] - acknowledged[quorum.W - 1]);

        return freshFrom;
    }

    private static double One(double[] measured, DeterministicRandom random) => measured[random.NextInt32(measured.Length)];
}
