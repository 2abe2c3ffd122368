// From values to places along one axis.
using System.Collections.Immutable;
using System.Globalization;

namespace DynamoKv.Engine.Scenarios.Reports;

/// <summary>One axis of a plot: where values stand along it, and where its ticks are.</summary>
/// <param name="Low">The value at <paramref name="From"/>.</param>
/// <param name="High">The value at <paramref name="To"/>.</param>
/// <param name="From">Where the axis begins, in pixels.</param>
/// <param name="To">Where it ends; before the beginning for an axis that runs upwards.</param>
/// <param name="IsLogarithmic">Equal factors are equally far apart; then only values above 0 have a place.</param>
public sealed record PlotScale(double Low, double High, double From, double To, bool IsLogarithmic)
{
    private const int MostTicks = 7;
    private const double Decades = 2.5; // an axis that spans less has ticks between the powers of ten too

    private static readonly int[] Round = [1, 2, 5, 10];

    /// <summary>The scale that all these values stand on; 0 to 1 (logarithmic: 1 to 10) when there are none.</summary>
    /// <param name="fromZero">Whether a linear axis begins at 0 at the latest.</param>
    public static PlotScale Of(IEnumerable<double> values, double from, double to, bool isLogarithmic, bool fromZero)
    {
        double[] known = [.. values.Where(value => double.IsFinite(value) && (!isLogarithmic || value > 0))];
        if (known.Length == 0)
            return new PlotScale(isLogarithmic ? 1 : 0, isLogarithmic ? 10 : 1, from, to, isLogarithmic);

        var (low, high) = (known.Min(), known.Max());
        low = fromZero && !isLogarithmic ? Math.Min(0, low) : low;
        return (isLogarithmic, high > low) switch
        {
            (true, true) => new PlotScale(low, high, from, to, true),
            (true, false) => new PlotScale(low / 2, low * 2, from, to, true),
            (false, true) => new PlotScale(low, high, from, to, false),
            _ => new PlotScale(low, low + 1, from, to, false),
        };
    }

    /// <summary>Whether a value has a place on it.</summary>
    public bool Holds(double value) => double.IsFinite(value) && (!IsLogarithmic || value > 0);

    /// <summary>Where a value stands, in pixels; values beyond the ends stand beyond them.</summary>
    public double At(double value) => From + (Share(value) * (To - From));

    /// <summary>Round values within the axis, ascending, with their texts.</summary>
    public ImmutableArray<(double Value, string Text)> Ticks() =>
        [.. (IsLogarithmic ? Logarithmic() : Linear()).Select(value => (value, Label(value)))];

    /// <summary>A value as text.</summary>
    public static string Label(double value) =>
        value.ToString(Math.Abs(value) >= 100 ? "#,0" : Math.Abs(value) is > 0 and < 0.001 ? "0.#####" : "0.###", CultureInfo.InvariantCulture);

    private double Share(double value) =>
        IsLogarithmic ? Math.Log(value / Low) / Math.Log(High / Low) : (value - Low) / (High - Low);

    private IEnumerable<double> Linear()
    {
        var step = Step((High - Low) / (MostTicks - 1));
        var (first, last) = ((long)Math.Ceiling((Low / step) - 1e-9), (long)Math.Floor((High / step) + 1e-9));
        for (var number = first; number <= last; number++)
            yield return number * step;
    }

    private IEnumerable<double> Logarithmic()
    {
        double[] within = Math.Log10(High / Low) < Decades ? [1, 2, 5] : [1];
        for (var power = (int)Math.Floor(Math.Log10(Low)); power <= Math.Log10(High); power++)
        {
            foreach (var value in within.Select(factor => factor * Math.Pow(10, power)).Where(value => value >= Low * 0.999 && value <= High * 1.001))
                yield return value;
        }
    }

    // The next of 1, 2, 5, 10, 20 and so on.
    private static double Step(double least)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return Round.Select(factor => factor * power).First(step => step >= least * 0.999);
    }
}
