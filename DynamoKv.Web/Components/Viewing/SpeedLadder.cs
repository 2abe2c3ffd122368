// The speeds that a person can choose.
using DynamoKv.Web.Components.Texts;

namespace DynamoKv.Web.Components.Viewing;

/// <summary>The speeds on offer, in virtual seconds per real second, slowest first.</summary>
public static class SpeedLadder
{
    /// <summary>From a thousandth of real time to a hundred times it.</summary>
    public static IReadOnlyList<double> Steps { get; } = [0.001, 0.003, 0.01, 0.03, 0.1, 0.25, 1, 3, 10, 30, 100];

    /// <summary>The next faster step; the fastest stays.</summary>
    public static double Faster(double speed) =>
        Steps.FirstOrDefault(step => step > speed * 1.001, Steps[^1]);

    /// <summary>The next slower step; the slowest stays.</summary>
    public static double Slower(double speed) =>
        Steps.LastOrDefault(step => step < speed * 0.999, Steps[0]);

    /// <summary>"1/100×", "3×".</summary>
    public static string Name(double speed) => speed < 1
        ? Words.Fill("1/{0:0}×", 1 / speed)
        : Words.Fill("{0:0.##}×", speed);
}
