// How long one leg of an operation takes, as the model of bounded staleness has it.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Engine.Experiments.Staleness;

/// <summary>
/// The delay of one leg in milliseconds: with a probability from a Pareto part, else from an exponential one (Bailis et al., VLDB 2012,
/// table 3). Draws for itself, in real numbers, and shares nothing with the latencies of the simulator: it is there to check them.
/// </summary>
/// <param name="ParetoShare">Probability (0..1) of the Pareto part.</param>
/// <param name="Scale">The shortest delay of the Pareto part, in ms.</param>
/// <param name="Shape">How fast its tail falls.</param>
/// <param name="Rate">Of the exponential part, per ms.</param>
public sealed record LegDistribution(double ParetoShare, double Scale, double Shape, double Rate)
{
    /// <summary>Only the exponential part.</summary>
    /// <param name="rate">Per ms: one over the mean.</param>
    public static LegDistribution Exponential(double rate) => new(0, 1, 1, rate);

    /// <summary>Always zero.</summary>
    public static LegDistribution None { get; } = new(0, 1, 1, double.PositiveInfinity);

    /// <summary>Draws one delay, in ms.</summary>
    public double Draw(DeterministicRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var isPareto = random.NextDouble() < ParetoShare;
        var positive = 1.0 - random.NextDouble();
        return isPareto ? Scale * Math.Pow(positive, -1 / Shape) : -Math.Log(positive) / Rate;
    }

    /// <summary>The same distribution for the simulator, which counts in whole microseconds.</summary>
    public Latency ToLatency()
    {
        var exponential = double.IsInfinity(Rate) ? Latency.Constant(TimeSpan.Zero) : Latency.Exponential(TimeSpan.FromMilliseconds(1 / Rate));
        return ParetoShare == 0
            ? exponential
            : Latency.Mixture([(ParetoShare, Latency.Pareto(TimeSpan.FromMilliseconds(Scale), Shape)), (1 - ParetoShare, exponential)]);
    }

    /// <summary>The probability that a delay is at most so many ms.</summary>
    public double AtMost(double milliseconds)
    {
        var pareto = milliseconds < Scale ? 0 : 1 - Math.Pow(Scale / milliseconds, Shape);
        var exponential = milliseconds < 0 ? 0 : double.IsInfinity(Rate) ? 1 : 1 - Math.Exp(-Rate * milliseconds);
        return (ParetoShare * pareto) + ((1 - ParetoShare) * exponential);
    }
}
