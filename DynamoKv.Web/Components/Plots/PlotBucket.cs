// A stretch of time in the plots, with what happened in it.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections.Series;

namespace DynamoKv.Web.Components.Plots;

/// <summary>A stretch of time in the plots, with what happened in it.</summary>
/// <param name="From">Its beginning, in it.</param>
/// <param name="Until">Its end, not in it but for the last one.</param>
/// <param name="Operations">The operations that entered in it.</param>
public sealed record PlotBucket(Instant From, Instant Until, ImmutableArray<OperationFact> Operations)
{
    /// <summary>How many buckets a plot has at most.</summary>
    public const int Most = 60;

    private static readonly double[] Steps = [1, 2, 5];

    /// <summary>Its middle, in seconds: where its point stands.</summary>
    public double Middle => (From.SinceStart.TotalSeconds + Until.SinceStart.TotalSeconds) / 2;

    /// <summary>How long it is, in seconds.</summary>
    public double Seconds => (Until - From).TotalSeconds;

    /// <summary>Cuts a time into buckets of a round width, at most <see cref="Most"/>.</summary>
    /// <param name="facts">What happened.</param>
    /// <param name="from">The first moment.</param>
    /// <param name="until">The last moment.</param>
    public static IReadOnlyList<PlotBucket> Cut(RunFacts facts, Instant from, Instant until)
    {
        if (until <= from)
        {
            return [];
        }

        var width = WidthOf(until - from);
        var first = from.Microseconds / width;
        var count = (int)((until.Microseconds - 1) / width) - (int)first + 1;
        var within = facts.Operations.Where(fact => fact.EnteredAt >= from && fact.EnteredAt <= until)
            .ToLookup(fact => Math.Min((fact.EnteredAt.Microseconds / width) - first, count - 1));
        return [.. Enumerable.Range(0, count).Select(index => new PlotBucket(
            At(Math.Max(from.Microseconds, (first + index) * width)), At(Math.Min(until.Microseconds, (first + index + 1) * width)), [.. within[index]]))];
    }

    /// <summary>1, 2 or 5 times a power of ten, in microseconds.</summary>
    private static long WidthOf(TimeSpan length)
    {
        var least = Math.Max(1_000, length.TotalMicroseconds / (Most - 1));
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return (long)Steps.Append(10).Select(step => step * power).First(step => step >= least * 0.999);
    }

    private static Instant At(long microseconds) => Instant.After(TimeSpan.FromMicroseconds(microseconds));
}
