// Evenly between two delays.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Simulation.Latencies;

/// <summary>Evenly between two values; takes one random number.</summary>
internal sealed record UniformLatency : Latency
{
    private readonly TimeSpan _low;
    private readonly TimeSpan _high;

    public UniformLatency(TimeSpan low, TimeSpan high)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(high, low);
        _low = Rounding.NotNegative(low, nameof(low));
        _high = high;
    }

    protected internal override string Words => $"dist: uniform, low: {ScenarioText.Duration(_low)}, high: {ScenarioText.Duration(_high)}";

    public override TimeSpan Draw(DeterministicRandom random) =>
        Rounding.FromMicroseconds(_low.TotalMicroseconds + (random.NextDouble() * (_high - _low).TotalMicroseconds));
}
