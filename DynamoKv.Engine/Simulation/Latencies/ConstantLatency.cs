// Always the same delay.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Simulation.Latencies;

/// <summary>Always the same; takes no random number.</summary>
internal sealed record ConstantLatency : Latency
{
    private readonly TimeSpan _value;

    public ConstantLatency(TimeSpan value) => _value = Rounding.FromMicroseconds(Rounding.NotNegative(value, nameof(value)).TotalMicroseconds);

    public override bool IsZero => _value == TimeSpan.Zero;

    protected internal override string Words => $"dist: constant, value: {ScenarioText.Duration(_value)}";

    public override TimeSpan Draw(DeterministicRandom random) => _value;
}
