// Now one distribution, now another.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Simulation.Latencies;

/// <summary>Picks a part by weight, then draws from it.</summary>
internal sealed record MixtureLatency : Latency
{
    private readonly ImmutableArray<(double Weight, Latency Part)> _parts;
    private readonly double _total;

    public MixtureLatency(ImmutableArray<(double Weight, Latency Part)> parts)
    {
        if (parts.IsDefaultOrEmpty || parts.Any(part => !(part.Weight > 0) || double.IsInfinity(part.Weight)))
            throw new ArgumentException("A mixture needs at least one part, and each part a weight above zero.", nameof(parts));

        _parts = parts;
        _total = parts.Sum(part => part.Weight);
    }

    protected internal override string Words =>
        $"dist: mixture, of: [ {string.Join(", ", _parts.Select(part => $"{{ weight: {ScenarioText.Number(part.Weight)}, {part.Part.Words} }}"))} ]";

    public override TimeSpan Draw(DeterministicRandom random)
    {
        var remaining = random.NextDouble() * _total;
        foreach (var (weight, part) in _parts)
        {
            remaining -= weight;
            if (remaining < 0)
                return part.Draw(random);
        }

        return _parts[^1].Part.Draw(random);
    }
}
