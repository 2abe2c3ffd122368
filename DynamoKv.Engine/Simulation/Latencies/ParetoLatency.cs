// A delay with a heavy tail.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Simulation.Latencies;

/// <summary>Pareto (type I), capped; takes one random number.</summary>
internal sealed record ParetoLatency : Latency
{
    private readonly TimeSpan _scale;
    private readonly double _shape;
    private readonly TimeSpan? _cap;

    public ParetoLatency(TimeSpan scale, double shape, TimeSpan? cap)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(scale, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shape);
        ArgumentOutOfRangeException.ThrowIfLessThan(cap ?? Longest, scale, nameof(cap));
        _scale = scale;
        _shape = shape;
        _cap = cap;
    }

    protected internal override string Words =>
        $"dist: pareto, scale: {ScenarioText.Duration(_scale)}, shape: {ScenarioText.Number(_shape)}"
        + (_cap is { } cap ? $", cap: {ScenarioText.Duration(cap)}" : "");

    public override TimeSpan Draw(DeterministicRandom random)
    {
        var drawn = _scale.TotalMicroseconds * Math.Pow(Rounding.NextPositive(random), -1.0 / _shape);
        return Rounding.FromMicroseconds(Math.Min(drawn, (_cap ?? Longest).TotalMicroseconds));
    }
}
