// What came of an experiment.
using System.Collections.Immutable;
using DynamoKv.Engine.Scenarios.Reports;

namespace DynamoKv.Engine.Experiments.Plans;

/// <summary>Whether what was measured agrees with what is known from elsewhere.</summary>
public enum Agreement
{
    /// <summary>It does.</summary>
    Yes,

    /// <summary>It does not.</summary>
    No,

    /// <summary>Nobody can tell: too few trials, or nothing is known from elsewhere.</summary>
    Unknown,
}

/// <summary>One figure beside what is known of it. Numbers are texts with a point; empty: there is none.</summary>
/// <param name="What">Which figure.</param>
/// <param name="Published">What was printed.</param>
/// <param name="Independent">What a calculation or simulation says that shares no code with the nodes.</param>
/// <param name="Measured">What came of the nodes.</param>
/// <param name="Interval">The 95 % interval of that: "0.95 to 0.97".</param>
/// <param name="Trials">n.</param>
/// <param name="Agrees">Whether it agrees.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record ResultRow(
    string What, string Published, string Independent, string Measured, string Interval, long Trials, Agreement Agrees, string Reason);

/// <summary>What came of an experiment, or of the parts that are done.</summary>
public sealed record ExperimentReport
{
    /// <summary>The figures.</summary>
    public required ImmutableArray<ResultRow> Rows { get; init; }

    /// <summary>The pictures.</summary>
    public ImmutableArray<Plot> Plots { get; init; } = [];

    /// <summary>The cells of a sweep; empty: it sweeps nothing.</summary>
    public ImmutableArray<SweepCellReport> Cells { get; init; } = [];

    /// <summary>"1 to 240".</summary>
    public required string Seeds { get; init; }

    /// <summary>Parts that are done.</summary>
    public required int Done { get; init; }

    /// <summary>Parts in all.</summary>
    public required int Parts { get; init; }

    /// <summary>
    /// All of it: no, if one row says no; unknown, if one is, if parts are missing or nothing was compared.
    /// </summary>
    public Agreement Agrees =>
        Rows.Any(row => row.Agrees == Agreement.No) ? Agreement.No
        : Done < Parts || Rows.IsEmpty || Rows.Any(row => row.Agrees == Agreement.Unknown) ? Agreement.Unknown
        : Agreement.Yes;
}
