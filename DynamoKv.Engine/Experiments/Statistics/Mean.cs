// The mean of values, and how sure one can be of it.
namespace DynamoKv.Engine.Experiments.Statistics;

/// <summary>The mean of independent values, kept as sums so that parts can be added up.</summary>
/// <param name="Count">How many values.</param>
/// <param name="Sum">Their sum.</param>
/// <param name="Squares">The sum of their squares.</param>
public readonly record struct Mean(double Count, double Sum, double Squares)
{
    /// <summary>The mean; NaN of nothing.</summary>
    public double Value => Count == 0 ? double.NaN : Sum / Count;

    /// <summary>The standard error of the mean; NaN of fewer than two values.</summary>
    public double StandardError =>
        Count < 2 ? double.NaN : Math.Sqrt(Math.Max(0, (Squares - (Sum * Sum / Count)) / (Count - 1)) / Count);

    /// <summary>The interval around the mean.</summary>
    /// <param name="z">Half its width, in standard errors.</param>
    public Interval Interval(double z = 1.96) => new(Value - (z * StandardError), Value + (z * StandardError));

    /// <summary>The mean of values.</summary>
    public static Mean Of(IEnumerable<double> values) =>
        values.Aggregate(default(Mean), (mean, value) => mean + new Mean(1, value, value * value));

    /// <summary>Both together.</summary>
    public static Mean operator +(Mean left, Mean right) =>
        new(left.Count + right.Count, left.Sum + right.Sum, left.Squares + right.Squares);
}
