// A bell on a logarithmic axis.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Simulation.Latencies;

/// <summary>Lognormal by its median; takes two random numbers.</summary>
internal sealed record LognormalLatency : Latency
{
    private readonly TimeSpan _median;
    private readonly double _sigma;

    public LognormalLatency(TimeSpan median, double sigma)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sigma);
        _median = Rounding.NotNegative(median, nameof(median));
        _sigma = sigma;
    }

    protected internal override string Words => $"dist: lognormal, median: {ScenarioText.Duration(_median)}, sigma: {ScenarioText.Number(_sigma)}";

    public override TimeSpan Draw(DeterministicRandom random) =>
        Rounding.FromMicroseconds(_median.TotalMicroseconds * Math.Exp(_sigma * Rounding.NextNormal(random)));
}
