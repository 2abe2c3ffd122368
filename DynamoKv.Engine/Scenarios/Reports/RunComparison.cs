// Two runs side by side.
using System.Collections.Immutable;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Scenarios.Running;
using DynamoKv.Engine.Simulation.Logging;

namespace DynamoKv.Engine.Scenarios.Reports;

/// <summary>Where two runs part, and their numbers side by side.</summary>
/// <param name="PartAt">The number of the first event in which they differ; null: one is the beginning of the other, or they are the same.</param>
/// <param name="Left">What the first run has there; null: its log ends before.</param>
/// <param name="Right">What the second run has there; null: its log ends before.</param>
/// <param name="SharedEvents">How many events they share from the beginning.</param>
/// <param name="Figures">Their numbers, one a line.</param>
/// <param name="Verdicts">Their verdicts, by the assertions' names.</param>
public sealed record RunComparison(
    long? PartAt, LogEntry? Left, LogEntry? Right, long SharedEvents, ImmutableArray<FigurePair> Figures, ImmutableArray<VerdictPair> Verdicts)
{
    /// <summary>Compares two runs.</summary>
    public static RunComparison Of(ComparedRun left, ComparedRun right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var shared = SharedBeginning(left.Log, right.Log);
        var (one, other) = (EntryAfter(left.Log, shared), EntryAfter(right.Log, shared));
        return new RunComparison(one is not null && other is not null ? shared + 1 : null, one, other, shared, FigurePair.Of(left.Figures, right.Figures), Pair(left.Verdicts, right.Verdicts));
    }

    /// <summary>How many events two logs share from the beginning: what they say counts, not which object says it.</summary>
    public static long SharedBeginning(IReadOnlyList<LogEntry> left, IReadOnlyList<LogEntry> right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var common = Math.Min(left.Count, right.Count);
        for (var index = 0; index < common; index++)
        {
            var (one, other) = (left[index], right[index]);
            if (!ReferenceEquals(one, other) && (one.At != other.At || one.What.GetType() != other.What.GetType() || LogLine.Format(one) != LogLine.Format(other)))
                return index;
        }

        return common;
    }

    private static LogEntry? EntryAfter(IReadOnlyList<LogEntry> log, long shared) => shared < log.Count ? log[(int)shared] : null;

    private static ImmutableArray<VerdictPair> Pair(ImmutableArray<AssertionVerdict> left, ImmutableArray<AssertionVerdict> right) =>
        [.. left.Concat(right).Select(verdict => verdict.Id).Distinct().Select(id => new VerdictPair(
            id, left.FirstOrDefault(verdict => verdict.Id == id), right.FirstOrDefault(verdict => verdict.Id == id)))];
}

/// <summary>What is compared of a run.</summary>
/// <param name="Log">Its log from the first event on.</param>
/// <param name="Figures">Its numbers; null: nobody counted.</param>
/// <param name="Verdicts">What came of its assertions.</param>
public sealed record ComparedRun(IReadOnlyList<LogEntry> Log, RunFigures? Figures, ImmutableArray<AssertionVerdict> Verdicts);

/// <summary>What came of one assertion in two runs; null: the run has no such assertion.</summary>
public sealed record VerdictPair(string Id, AssertionVerdict? Left, AssertionVerdict? Right)
{
    /// <summary>Whether the outcomes differ.</summary>
    public bool Differs => Left?.Outcome != Right?.Outcome;
}

/// <summary>One number of two runs; null: the run has none.</summary>
/// <param name="Name">Which: "stale", "get_p99".</param>
/// <param name="Unit">Its unit: "ms"; empty: a count.</param>
public sealed record FigurePair(string Name, string Unit, double? Left, double? Right)
{
    private static readonly (string Name, string Unit, Func<RunFigures, double?> Of)[] All =
    [
        ("done", "", figures => figures.Done), ("failed", "", figures => figures.Failed), ("unknown", "", figures => figures.Unknown),
        ("reads", "", figures => figures.Reads), ("stale", "", figures => figures.Stale), ("most_siblings", "", figures => figures.MostSiblings),
        ("get_p50", "ms", figures => figures.GetP50), ("get_p99", "ms", figures => figures.GetP99), ("get_p999", "ms", figures => figures.GetP999),
        ("put_p50", "ms", figures => figures.PutP50), ("put_p99", "ms", figures => figures.PutP99), ("put_p999", "ms", figures => figures.PutP999),
    ];

    /// <summary>How much more the second run has; null: one has no number.</summary>
    public double? Difference => Right - Left;

    /// <summary>All numbers of two runs.</summary>
    public static ImmutableArray<FigurePair> Of(RunFigures? left, RunFigures? right) =>
        [.. All.Select(figure => new FigurePair(figure.Name, figure.Unit, left is null ? null : figure.Of(left), right is null ? null : figure.Of(right)))];
}
