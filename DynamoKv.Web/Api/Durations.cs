// Durations as the scenario language writes them.
using System.Globalization;
using System.Text.RegularExpressions;

namespace DynamoKv.Web.Api;

/// <summary>Durations as the scenario language writes them: "300ms", "-5s", "1.5m", "1h".</summary>
internal static partial class Durations
{
    public const string Allowed = "a time such as \"300ms\", \"15s\", \"10m\" or \"1h\"";

    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>Reads one.</summary>
    /// <exception cref="ApiException">When it is none; names the property.</exception>
    public static TimeSpan Parse(string property, string text)
    {
        var match = Pattern().Match(text);
        var milliseconds = match.Success
            ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * UnitOf(match.Groups[2].Value).TotalMilliseconds
            : double.MaxValue;
        return Math.Abs(milliseconds) <= Longest.TotalMilliseconds
            ? TimeSpan.FromMilliseconds(milliseconds)
            : throw ApiException.BadRequest($"The property '{property}' must be {Allowed}.");
    }

    private static TimeSpan UnitOf(string unit) => unit switch
    {
        "us" => TimeSpan.FromMicroseconds(1),
        "ms" => TimeSpan.FromMilliseconds(1),
        "s" => TimeSpan.FromSeconds(1),
        "m" => TimeSpan.FromMinutes(1),
        _ => TimeSpan.FromHours(1),
    };

    [GeneratedRegex(@"^(-?[0-9]{1,12}(?:\.[0-9]{1,6})?)(us|ms|s|m|h)\z")]
    private static partial Regex Pattern();
}
