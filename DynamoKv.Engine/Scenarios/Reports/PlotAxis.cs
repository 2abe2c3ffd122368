// An axis of a plot.
namespace DynamoKv.Engine.Scenarios.Reports;

/// <summary>An axis of a plot, with ticks at round numbers.</summary>
/// <param name="From">Where it begins.</param>
/// <param name="Until">Where it ends; later than that.</param>
internal readonly record struct PlotAxis(double From, double Until)
{
    private const int MostTicks = 8;

    /// <summary>The axis over these values; from 0 to 1 when there are none.</summary>
    public static PlotAxis Over(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? new PlotAxis(0, 1)
            : sorted[^1] > sorted[0] ? new PlotAxis(sorted[0], sorted[^1])
            : new PlotAxis(sorted[0], sorted[0] + 1);
    }

    /// <summary>The same, extended to whole ticks.</summary>
    public PlotAxis Rounded() => new(Math.Floor(From / Step) * Step, Math.Ceiling(Until / Step) * Step);

    /// <summary>Where a value lies: 0 at the beginning, 1 at the end.</summary>
    public double ShareOf(double value) => (value - From) / (Until - From);

    /// <summary>The round numbers on it.</summary>
    public IEnumerable<double> Ticks()
    {
        var (step, first) = (Step, Math.Ceiling(From / Step));
        for (var number = first; number * step <= Until + (step / 1e6); number++)
            yield return number * step;
    }

    // 1, 2 or 5 times a power of ten.
    private double Step
    {
        get
        {
            var least = (Until - From) / MostTicks;
            var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
            return power * (least <= power ? 1 : least <= 2 * power ? 2 : least <= 5 * power ? 5 : 10);
        }
    }
}
