// Stretches of time for people.
using DynamoKv.Web.Components.Texts;

namespace DynamoKv.Web.Components.Scenarios;

/// <summary>Writes stretches of time as the scenario language does, with a space before the unit.</summary>
internal static class Durations
{
    public static string Text(TimeSpan span) => span.Ticks switch
    {
        0 => "0 s",
        var ticks when ticks % TimeSpan.TicksPerHour == 0 => Words.Fill("{0} h", ticks / TimeSpan.TicksPerHour),
        var ticks when ticks % TimeSpan.TicksPerMinute == 0 && ticks >= 2 * TimeSpan.TicksPerMinute => Words.Fill("{0} min", ticks / TimeSpan.TicksPerMinute),
        >= TimeSpan.TicksPerSecond => Words.Fill("{0:0.###} s", span.TotalSeconds),
        _ => Words.Fill("{0:0.###} ms", span.TotalMilliseconds),
    };
}
