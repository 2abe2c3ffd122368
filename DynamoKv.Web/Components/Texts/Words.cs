// How templates of the text resources are filled.
using System.Globalization;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Web.Components.Texts;

/// <summary>Fills the templates of the text resources; the same on every machine.</summary>
public static class Words
{
    /// <summary>Puts values into the places {0}, {1}... of a template.</summary>
    public static string Fill(string template, params object?[] parts) =>
        string.Format(CultureInfo.InvariantCulture, template, parts);

    /// <summary>The times of a run begin at nothing, those of a real cluster in 1970: no run is that long, no clock that late.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromDays(365);

    /// <summary>A time with milliseconds: of a run the seconds since it began, "1.240 s"; of a real cluster the time of day, "14:03:07.240".</summary>
    public static string Seconds(Instant instant) => instant.SinceStart < LongestRun
        ? Fill("{0:0.000} s", instant.Microseconds / 1_000_000m)
        : Fill("{0:HH:mm:ss.fff}", DateTimeOffset.UnixEpoch + instant.SinceStart);

    /// <summary>Which life of a node: of a run its number; of a real cluster the time of day at which it began.</summary>
    /// <param name="incarnation">In a real cluster milliseconds since 1970.</param>
    public static string Life(long incarnation) => incarnation < LongestRun.TotalMilliseconds
        ? Fill("{0}", incarnation)
        : Fill("{0:HH:mm:ss}", DateTimeOffset.FromUnixTimeMilliseconds(incarnation));

    /// <summary>The time of day of a live cluster: "14:03:07 UTC".</summary>
    public static string Clock(Instant instant) => Fill("{0:HH:mm:ss} UTC", DateTimeOffset.UnixEpoch + instant.SinceStart);

    /// <summary>"A, B, C"; a dash when there are none.</summary>
    public static string List<T>(IEnumerable<T> parts)
    {
        var text = string.Join(", ", parts);
        return text.Length == 0 ? "–" : text;
    }
}
