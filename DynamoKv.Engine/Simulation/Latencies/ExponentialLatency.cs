// A delay without memory.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Simulation.Latencies;

/// <summary>Exponential; takes one random number.</summary>
internal sealed record ExponentialLatency : Latency
{
    private readonly TimeSpan _mean;

    public ExponentialLatency(TimeSpan mean) => _mean = Rounding.NotNegative(mean, nameof(mean));

    protected internal override string Words => $"dist: exponential, mean: {ScenarioText.Duration(_mean)}";

    public override TimeSpan Draw(DeterministicRandom random) =>
        Rounding.FromMicroseconds(-_mean.TotalMicroseconds * Math.Log(Rounding.NextPositive(random)));
}
