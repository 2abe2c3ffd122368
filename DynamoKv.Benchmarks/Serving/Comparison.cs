// Two sides of a row, measured in turns.
using System.Globalization;

namespace DynamoKv.Benchmarks.Serving;

/// <summary>One side of a row: what it is, and how a round of it is measured.</summary>
internal sealed record Side(string Name, Func<TimeSpan, Task<LoadFigures>> RoundAsync);

/// <summary>What a row must reach.</summary>
/// <param name="Target">The ratio that is wanted.</param>
/// <param name="Floor">The ratio that may not be missed.</param>
internal sealed record Aim(double Target, double Floor);

/// <summary>Measures two sides in turns, so that what else the machine does hits both, and prints a line.</summary>
internal sealed class Comparison(TextWriter writer, int rounds, TimeSpan length)
{
    /// <summary>How long each side is asked before it is measured: as long as its methods are still compiled anew, it is slower than it will be.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(12);

    private readonly List<string> _belowFloor = [];

    /// <summary>Names the machine's state and opens the table.</summary>
    public void Open()
    {
        writer.WriteLine(Report.Machine());
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rounds} rounds of {length.TotalSeconds:0.#} s a side in turns, medians; load average before: {LoadAverage()}"));
        writer.WriteLine();
        writer.WriteLine("| row | ours | beside it | ratio (lowest to highest) | target | floor | |");
        writer.WriteLine("|---|---|---|---|---|---|---|");
    }

    /// <summary>Names the rows below their floor; false: there are some.</summary>
    public bool Close()
    {
        writer.WriteLine();
        writer.WriteLine(_belowFloor.Count == 0 ? "No row is below its floor." : $"Below their floor: {string.Join("; ", _belowFloor)}.");
        return _belowFloor.Count == 0;
    }

    /// <summary>One row: ours over the other.</summary>
    public async Task LineAsync(string row, Side ours, Side other, Aim aim)
    {
        await ours.RoundAsync(WarmUp);
        await other.RoundAsync(WarmUp);
        var (mine, theirs) = (new List<LoadFigures>(), new List<LoadFigures>());
        for (var round = 0; round < rounds; round++)
        {
            mine.Add(await ours.RoundAsync(length));
            theirs.Add(await other.RoundAsync(length));
        }

        var ratios = mine.Zip(theirs, (left, right) => left.PerSecond / right.PerSecond).Order().ToList();
        var ratio = ratios[ratios.Count / 2];
        if (ratio < aim.Floor)
        {
            _belowFloor.Add(row);
        }

        var verdict = ratio >= aim.Target ? "reached" : ratio >= aim.Floor ? "above the floor" : "BELOW THE FLOOR";
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {row} | {Text(ours, mine)} | {Text(other, theirs)} | {ratio:0.00} ({ratios[0]:0.00} to {ratios[^1]:0.00}) | {aim.Target:0.##} | {aim.Floor:0.##} | {verdict} |"));
    }

    /// <summary>A row that was measured in its own way.</summary>
    public void Line(string row, string figure, string target, bool isReached, bool isAboveFloor = true)
    {
        if (!isAboveFloor)
        {
            _belowFloor.Add(row);
        }

        writer.WriteLine($"| {row} | {figure} | | | {target} | | {(isReached ? "reached" : isAboveFloor ? "missed" : "BELOW THE FLOOR")} |");
    }

    /// <summary>A figure that is compared with no other side.</summary>
    public async Task LineAsync(string row, Side ours, Func<LoadFigures, (string Text, bool IsReached, bool IsAboveFloor)> judge, string target)
    {
        await ours.RoundAsync(WarmUp);
        var mine = new List<LoadFigures>();
        for (var round = 0; round < rounds; round++)
        {
            mine.Add(await ours.RoundAsync(length));
        }

        var (text, isReached, isAboveFloor) = judge(LoadFigures.Median(mine));
        Line(row, text, target, isReached, isAboveFloor);
    }

    private static string Text(Side side, List<LoadFigures> rounds)
    {
        var middle = LoadFigures.Median(rounds);
        var failed = rounds.Sum(round => round.Failed);
        var tail = middle.Microseconds.Length == 0 ? ""
            : string.Create(CultureInfo.InvariantCulture, $", p50 {middle.Milliseconds(0.5):0.0} ms, p99 {middle.Milliseconds(0.99):0.0} ms");
        var longest = failed > 0 ? $", {failed} failed, the longest answer took {rounds.Max(round => round.Milliseconds(1)):0} ms" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{side.Name}: {middle.PerSecond:N0}/s{tail}{longest}");
    }

    private static string LoadAverage() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
