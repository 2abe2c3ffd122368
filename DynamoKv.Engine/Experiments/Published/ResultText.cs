// How figures become rows.
using System.Globalization;
using DynamoKv.Engine.Experiments.Plans;
using DynamoKv.Engine.Experiments.Statistics;

namespace DynamoKv.Engine.Experiments.Published;

/// <summary>How figures become rows, and when they agree.</summary>
internal static class ResultText
{
    /// <summary>How many standard errors a share may lie from what is known.</summary>
    public const double Agreement = 3;

    private const double FewExpected = 10;

    /// <summary>A number with so many digits after the point; empty: it is none.</summary>
    public static string Number(double? value, string format = "0.####") =>
        value is { } number && double.IsFinite(number) ? number.ToString(format, CultureInfo.InvariantCulture) : "";

    /// <summary>"0.95 to 0.97"; empty: nobody can tell.</summary>
    public static string Interval(Interval interval, string format = "0.####") =>
        double.IsFinite(interval.Low) && double.IsFinite(interval.High) ? $"{Number(interval.Low, format)} to {Number(interval.High, format)}" : "";

    /// <summary>A share beside an exact one: it agrees when it lies within three standard errors.</summary>
    public static ResultRow Share(string what, double? published, double independent, Proportion measured)
    {
        var (agrees, reason) = measured.Trials == 0 ? (Plans.Agreement.Unknown, "Nothing was tried.")
            : IsRare(independent, measured.Trials) ? JudgeRare(measured.Hits, measured.Trials, independent)
            : Judge(measured.StandardErrorsFrom(independent));
        return new ResultRow(
            what, Number(published), Number(independent), Number(measured.Share), Interval(measured.Wilson()), measured.Trials, agrees, reason);
    }

    /// <summary>A share beside one that was sampled too.</summary>
    public static ResultRow Share(string what, Proportion independent, Proportion measured)
    {
        var pooled = (independent + measured).Share;
        var error = Math.Sqrt(pooled * (1 - pooled) * ((1.0 / independent.Trials) + (1.0 / measured.Trials)));
        var rare = RareIn(measured, pooled);
        var (agrees, reason) = measured.Trials == 0 || independent.Trials == 0 ? (Plans.Agreement.Unknown, "Nothing was tried.")
            : IsRare(pooled, measured.Trials) ? JudgeRare(rare, rare + RareIn(independent, pooled), Part(independent, measured))
            : Judge(error > 0 ? Math.Abs(measured.Share - independent.Share) / error : 0);
        return new ResultRow(
            what, "", Number(independent.Share), Number(measured.Share), Interval(measured.Wilson()), measured.Trials, agrees, reason);
    }

    /// <summary>A mean beside what is known: it agrees when it lies within three standard errors.</summary>
    public static ResultRow Of(string what, string published, double independent, Mean measured)
    {
        var (agrees, reason) = measured.Count < 2 ? (Plans.Agreement.Unknown, "Fewer than two trials.")
            : Judge(Math.Abs(measured.Value - independent) / measured.StandardError);
        return new ResultRow(
            what, published, Number(independent), Number(measured.Value), Interval(measured.Interval()), (long)measured.Count, agrees, reason);
    }

    /// <summary>A claim that holds or not.</summary>
    public static ResultRow Claim(string what, string published, string measured, long trials, bool? holds, string reason) => new(
        what, published, "", measured, "", trials, holds switch { true => Plans.Agreement.Yes, false => Plans.Agreement.No, null => Plans.Agreement.Unknown }, reason);

    // So few are expected that standard errors say little: the count itself is judged.
    private static bool IsRare(double share, long trials) => Math.Min(share, 1 - share) * trials < FewExpected;

    private static long RareIn(Proportion one, double pooled) => pooled > 0.5 ? one.Trials - one.Hits : one.Hits;

    private static double Part(Proportion independent, Proportion measured) =>
        measured.Trials / ((double)independent.Trials + measured.Trials);

    private static (Agreement, string) JudgeRare(long hits, long trials, double p)
    {
        var chance = BinomialTail.TwoSided(hits, trials, p);
        return (
            chance >= BinomialTail.ThreeErrors ? Plans.Agreement.Yes : Plans.Agreement.No,
            string.Create(CultureInfo.InvariantCulture, $"Rare: a count so far out has a chance of {chance:0.####}, {BinomialTail.ThreeErrors} (three standard errors) is allowed."));
    }

    private static (Agreement, string) Judge(double errors) => (
        errors <= Agreement ? Plans.Agreement.Yes : Plans.Agreement.No,
        string.Create(CultureInfo.InvariantCulture, $"{errors:0.0} standard errors apart, {Agreement} are allowed."));
}
