// A 99.9th percentile beside a printed one.
using System.Globalization;
using DynamoKv.Engine.Experiments.Plans;
using DynamoKv.Engine.Experiments.Statistics;

namespace DynamoKv.Engine.Experiments.Published;

/// <summary>
/// A 99.9th percentile beside a printed one. Two percent is what is asked for. Where a tail is flat, 50,000 trials (the
/// paper's) don't tell two percent,
/// nor do as many here: then the shares decide whether the two can be the same, and too few trials decide nothing.
/// </summary>
internal static class TailRow
{
    /// <summary>Which percentile.</summary>
    public const double Share = 0.999;

    private const int PrintedTrials = 50_000;
    private const int FewestTrials = 20_000;
    private const double Near = 0.02;
    private const double Rounded = 0.005; // printed are two digits

    /// <summary>The row.</summary>
    public static ResultRow Of(string what, double printed, Tail model, Tail measured)
    {
        var ours = measured.Quantile(Share);
        var apart = Math.Abs(ours - printed) / printed;
        var errors = ErrorsFrom(printed, measured);
        var (agrees, reason) = double.IsNaN(ours) ? (Agreement.Unknown, "Too few trials.")
            : apart <= Near ? (Agreement.Yes, Said($"{apart:P1} from the printed value: 2 % are allowed."))
            : errors > ResultText.Agreement ? (Agreement.No, Said($"{apart:P1} from the printed value, and {errors:0.0} standard errors of both: 3 are allowed."))
            : measured.Count < FewestTrials ? (Agreement.Unknown, Said($"{apart:P1} from the printed value: {measured.Count:N0} trials are too few to tell."))
            : (Agreement.Yes, Said($"{apart:P1} from the printed value, which is within the sampling error of {measured.Count:N0} trials here and {PrintedTrials:N0} there."));
        return new ResultRow(
            what, ResultText.Number(printed), ResultText.Number(model.Quantile(Share), "0.###"), ResultText.Number(ours, "0.###"),
            ResultText.Interval(measured.QuantileInterval(Share), "0.###"), measured.Count, agrees, reason);
    }

    // How far apart the two are, counted in how many values lie above the printed one.
    private static double ErrorsFrom(double printed, Tail measured)
    {
        var error = Math.Sqrt(Share * (1 - Share) * ((1.0 / measured.Count) + (1.0 / PrintedTrials)));
        var (most, least) = (measured.CountAbove(printed - Rounded), measured.CountAbove(printed + Rounded));
        var expected = (1 - Share) * measured.Count;
        var off = expected > most ? expected - most : expected < least ? least - expected : 0;
        return off / measured.Count / error;
    }

    private static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
