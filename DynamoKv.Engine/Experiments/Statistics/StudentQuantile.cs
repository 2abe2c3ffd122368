// How wide an interval is that few values give.
namespace DynamoKv.Engine.Experiments.Statistics;

/// <summary>
/// Half the width of a 95 % interval in standard errors when the error is estimated from few values (Student's t).
/// </summary>
public static class StudentQuantile
{
    // The book's table, 1 to 30 degrees of freedom.
    private static readonly double[] Table =
    [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
        2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
    ];

    /// <summary>The factor.</summary>
    /// <param name="degrees">
    /// Degrees of freedom: one less than there are values; below 1 nobody can tell, and it is not a number.
    /// </param>
    public static double TwoSided95(int degrees) =>
        degrees < 1 ? double.NaN : degrees <= Table.Length ? Table[degrees - 1] : 1.96 + (2.5 / degrees);
}
