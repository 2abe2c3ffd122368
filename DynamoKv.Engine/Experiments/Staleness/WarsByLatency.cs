// The model of bounded staleness for any network.
using DynamoKv.Engine.Experiments.Statistics;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Engine.Experiments.Staleness;

/// <summary>The same trials as <see cref="WarsModel"/>, with legs drawn from whatever distributions a network has.</summary>
public static class WarsByLatency
{
    /// <summary>Draws trials: from which time after the commit, in ms, the read of each is fresh; negative: it always was.</summary>
    public static Sample Draw(NetworkOptions network, Quorum quorum, int trials, DeterministicRandom random)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(quorum);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trials);
        var legs = network.Legs ?? new NetworkLegs();
        var (write, ack, read, reply) = (legs.Write ?? network.Latency, legs.Acknowledgement ?? network.Latency, legs.Read ?? network.Latency, legs.Reply ?? network.Latency);
        var (arrived, acknowledged, asked, replied) = (new double[quorum.N], new double[quorum.N], new double[quorum.N], new double[quorum.N]);
        var order = new int[quorum.N];
        var freshFrom = new double[trials];
        for (var trial = 0; trial < trials; trial++)
        {
            for (var replica = 0; replica < quorum.N; replica++)
            {
                arrived[replica] = write.Draw(random).TotalMilliseconds;
                acknowledged[replica] = arrived[replica] + ack.Draw(random).TotalMilliseconds;
                asked[replica] = read.Draw(random).TotalMilliseconds;
                replied[replica] = asked[replica] + reply.Draw(random).TotalMilliseconds;
                order[replica] = replica;
            }

            Array.Sort(acknowledged);
            Array.Sort(replied, order);
            freshFrom[trial] = double.PositiveInfinity;
            for (var answer = 0; answer < quorum.R; answer++)
                freshFrom[trial] = Math.Min(freshFrom[trial], arrived[order[answer]] - asked[order[answer]] - acknowledged[quorum.W - 1]);
        }

        return new Sample(freshFrom);
    }
}
