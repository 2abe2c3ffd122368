// A bell, cut off at zero.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Simulation.Latencies;

/// <summary>Normal; what falls below zero counts as zero. Takes two random numbers.</summary>
internal sealed record NormalLatency : Latency
{
    private readonly TimeSpan _mean;
    private readonly TimeSpan _deviation;

    public NormalLatency(TimeSpan mean, TimeSpan deviation)
    {
        _mean = Rounding.NotNegative(mean, nameof(mean));
        _deviation = Rounding.NotNegative(deviation, nameof(deviation));
    }

    protected internal override string Words =>
        $"dist: normal, mean: {ScenarioText.Duration(_mean)}, deviation: {ScenarioText.Duration(_deviation)}";

    public override TimeSpan Draw(DeterministicRandom random) =>
        Rounding.FromMicroseconds(_mean.TotalMicroseconds + (Rounding.NextNormal(random) * _deviation.TotalMicroseconds));
}
