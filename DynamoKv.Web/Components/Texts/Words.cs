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

    /// <summary>Seconds with milliseconds: "1.240 s".</summary>
    public static string Seconds(Instant instant) => Fill("{0:0.000} s", instant.Microseconds / 1_000_000m);

    /// <summary>The time of day of a live cluster: "14:03:07 UTC".</summary>
    public static string Clock(Instant instant) => Fill("{0:HH:mm:ss} UTC", DateTimeOffset.UnixEpoch + instant.SinceStart);

    /// <summary>"A, B, C"; a dash when there are none.</summary>
    public static string List<T>(IEnumerable<T> parts)
    {
        var text = string.Join(", ", parts);
        return text.Length == 0 ? "–" : text;
    }
}
