// The table that the benchmarks print, with the machine named above it.
using System.Globalization;

namespace DynamoKv.Benchmarks;

/// <summary>Writes a Markdown table, a line a figure, as the figures come.</summary>
internal sealed class Report(TextWriter writer)
{
    /// <summary>Names the machine and opens the table.</summary>
    public void Open()
    {
        writer.WriteLine($"{Machine()}; medians of {Measurement.Rounds} rounds, one thread");
        writer.WriteLine();
        writer.WriteLine("| what | rate | each | allocated each | target |");
        writer.WriteLine("|---|---|---|---|---|");
    }

    /// <summary>The machine, the runtime and the build.</summary>
    public static string Machine() => DynamoKv.Web.Hosting.Running.Machine.Name;

    /// <summary>One figure.</summary>
    public void Line(string what, Measurement measured, string target = "") =>
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {measured.PerSecond:N0}/s | {Duration(measured.NanosecondsEach)} | {measured.BytesEach:N0} B | {target} |"));

    private static string Duration(double nanoseconds) => nanoseconds switch
    {
        < 1e3 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds:N0} ns"),
        < 1e6 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e3:N1} us"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e6:N1} ms"),
    };
}
