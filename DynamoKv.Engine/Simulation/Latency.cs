// How long something takes, when it is drawn by chance.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Simulation.Latencies;

namespace DynamoKv.Engine.Simulation;

/// <summary>A distribution of delays. Immutable; draws are never negative, whole microseconds, and at most <see cref="Longest"/>.</summary>
/// <remarks>
/// Logarithms, exponentials and cosines may differ in their last bit from platform to platform. Every draw is therefore
/// rounded to a whole microsecond, which makes a difference between two machines as good as impossible, and every
/// distribution takes a fixed number of random numbers (a mixture: one more than the part that it picks).
/// </remarks>
public abstract record Latency
{
    /// <summary>No draw is longer than this: a tail without end would only stall a run.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(1);

    /// <summary>The words between the braces of <see cref="ToScenarioText"/>.</summary>
    protected internal abstract string Words { get; }

    /// <summary>Whether every draw is zero, so that no event is needed to wait for it.</summary>
    public virtual bool IsZero => false;

    /// <summary>Draws one delay.</summary>
    public abstract TimeSpan Draw(DeterministicRandom random);

    /// <summary>The distribution in the scenario language, e.g. "{ dist: exponential, mean: 5ms }".</summary>
    public string ToScenarioText() => $"{{ {Words} }}";

    /// <summary>The same as <see cref="ToScenarioText"/>.</summary>
    public sealed override string ToString() => ToScenarioText();

    /// <summary>Always the same.</summary>
    /// <exception cref="ArgumentOutOfRangeException">When the value is negative.</exception>
    public static Latency Constant(TimeSpan value) => new ConstantLatency(value);

    /// <summary>Evenly between two values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">When a value is negative or low is above high.</exception>
    public static Latency Uniform(TimeSpan low, TimeSpan high) => new UniformLatency(low, high);

    /// <summary>A bell around the mean; what falls below zero counts as zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">When a value is negative.</exception>
    public static Latency Normal(TimeSpan mean, TimeSpan deviation) => new NormalLatency(mean, deviation);

    /// <summary>A bell on a logarithmic axis: half the draws lie below the median, a few far above.</summary>
    /// <exception cref="ArgumentOutOfRangeException">When a value is negative.</exception>
    public static Latency Lognormal(TimeSpan median, double sigma) => new LognormalLatency(median, sigma);

    /// <summary>Without memory; half the draws lie below 0.69 of the mean.</summary>
    /// <exception cref="ArgumentOutOfRangeException">When the mean is negative.</exception>
    public static Latency Exponential(TimeSpan mean) => new ExponentialLatency(mean);

    /// <summary>Never below the scale, with a tail that falls as a power; what lies above the cap counts as the cap.</summary>
    /// <exception cref="ArgumentOutOfRangeException">When scale or shape is not positive or the cap lies below the scale.</exception>
    public static Latency Pareto(TimeSpan scale, double shape, TimeSpan? cap = null) => new ParetoLatency(scale, shape, cap);

    /// <summary>One of these, each as likely as the others.</summary>
    /// <exception cref="ArgumentException">When the sample is empty or holds a negative value.</exception>
    public static Latency Empirical(ImmutableArray<TimeSpan> sample) => new EmpiricalLatency(sample);

    /// <summary>One of several distributions, each with its weight; the weights need not sum to one.</summary>
    /// <exception cref="ArgumentException">When there is no part or a weight is not positive.</exception>
    public static Latency Mixture(ImmutableArray<(double Weight, Latency Part)> parts) => new MixtureLatency(parts);
}
