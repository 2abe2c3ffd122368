// What a round of load gave.
namespace DynamoKv.Benchmarks.Serving;

/// <summary>What a round of load gave.</summary>
/// <param name="Done">How many answers were good.</param>
/// <param name="Failed">How many were not, or did not come.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Microseconds">How long each took, sorted.</param>
internal sealed record LoadFigures(long Done, long Failed, double Seconds, int[] Microseconds)
{
    /// <summary>Good answers a second.</summary>
    public double PerSecond => Done / Seconds;

    /// <summary>The time within which such a share of the requests was answered, in milliseconds.</summary>
    public double Milliseconds(double share) =>
        Microseconds.Length == 0 ? double.NaN : Microseconds[(int)Math.Min(Microseconds.Length - 1, share * Microseconds.Length)] / 1e3;

    /// <summary>The round in the middle by its rate.</summary>
    public static LoadFigures Median(IReadOnlyList<LoadFigures> rounds) => rounds.OrderBy(round => round.PerSecond).ElementAt(rounds.Count / 2);
}
