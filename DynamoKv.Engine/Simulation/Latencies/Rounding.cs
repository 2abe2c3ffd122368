// From real numbers to the whole microseconds that a run counts in.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Simulation.Latencies;

/// <summary>What the distributions share.</summary>
internal static class Rounding
{
    /// <summary>The nearest whole microsecond, not below zero and not above <see cref="Latency.Longest"/>.</summary>
    public static TimeSpan FromMicroseconds(double microseconds)
    {
        var bounded = Math.Clamp(microseconds, 0, Latency.Longest.TotalMicroseconds);
        return TimeSpan.FromTicks((long)Math.Round(bounded) * TimeSpan.TicksPerMicrosecond);
    }

    /// <summary>Uniform in (0, 1]: safe to take the logarithm of.</summary>
    public static double NextPositive(DeterministicRandom random) => 1.0 - random.NextDouble();

    /// <summary>Standard normal (Box and Muller 1958); takes two numbers and keeps no second result, so that draws stay independent of history.</summary>
    public static double NextNormal(DeterministicRandom random)
    {
        var radius = Math.Sqrt(-2.0 * Math.Log(NextPositive(random)));
        return radius * Math.Cos(2.0 * Math.PI * random.NextDouble());
    }

    /// <summary>Refuses a negative duration.</summary>
    public static TimeSpan NotNegative(TimeSpan value, string name) =>
        value >= TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(name, value, "A delay can't be negative.");
}
