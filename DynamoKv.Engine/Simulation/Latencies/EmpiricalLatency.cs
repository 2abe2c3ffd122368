// A delay as it was measured.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Simulation.Latencies;

/// <summary>One of a sample, each as likely as the others; takes one random number (in all but one of 2^50 draws).</summary>
internal sealed record EmpiricalLatency : Latency
{
    private readonly ImmutableArray<TimeSpan> _sample;

    public EmpiricalLatency(ImmutableArray<TimeSpan> sample)
    {
        if (sample.IsDefaultOrEmpty)
            throw new ArgumentException("An empirical distribution needs at least one value.", nameof(sample));

        _sample = [.. sample.Select(value => Rounding.FromMicroseconds(Rounding.NotNegative(value, nameof(sample)).TotalMicroseconds))];
    }

    protected internal override string Words => $"dist: empirical, sample: [{string.Join(", ", _sample.Select(ScenarioText.Duration))}]";

    public override TimeSpan Draw(DeterministicRandom random) => _sample[random.NextInt32(_sample.Length)];
}
