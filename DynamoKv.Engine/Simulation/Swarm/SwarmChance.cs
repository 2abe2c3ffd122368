// Chance in the words that a swarm needs.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Simulation.Swarm;

/// <summary>Chance of one concern, in the words that a swarm needs.</summary>
internal sealed class SwarmChance(DeterministicRandom random)
{
    /// <summary>0 to just below the bound.</summary>
    public int Below(int bound) => random.NextInt32(bound);

    /// <summary>From the least to the most, both possible.</summary>
    public int Between(int least, int most) => least + random.NextInt32(most - least + 1);

    public bool Happens(double probability) => random.NextBool(probability);

    public T Among<T>(IReadOnlyList<T> choices) => choices[random.NextInt32(choices.Count)];

    public TimeSpan Milliseconds(int least, int most) => TimeSpan.FromMilliseconds(Between(least, most));

    /// <summary>A time before everything is healed.</summary>
    public Instant TimeAfter(Instant from) =>
        new(from.Microseconds + random.NextInt32((int)(SwarmScenario.Calm.Microseconds - from.Microseconds)));

    /// <summary>Some of them, at least one and not all, in their order.</summary>
    public List<T> Some<T>(IReadOnlyList<T> all)
    {
        var wanted = Between(1, all.Count - 1);
        var some = new List<T>();
        for (var index = 0; index < all.Count; index++)
        {
            if (random.NextInt32(all.Count - index) < wanted - some.Count)
                some.Add(all[index]);
        }

        return some;
    }

    public Latency Latency()
    {
        var typical = Milliseconds(1, 15);
        return Below(4) switch
        {
            0 => Simulation.Latency.Constant(typical),
            1 => Simulation.Latency.Uniform(TimeSpan.Zero, typical * 2),
            2 => Simulation.Latency.Exponential(typical),
            _ => Simulation.Latency.Lognormal(typical, 0.8),
        };
    }
}
