// One run of a cell, as it is kept.
using System.Collections.Immutable;
using System.Text.Json;

namespace DynamoKv.Engine.Experiments.Sweeps;

/// <summary>One run of a cell of a sweep, as it is kept: one line of JSON.</summary>
/// <param name="AsExpected">Whether all its assertions came as expected; null: nobody can tell.</param>
/// <param name="Figures">Its figures by name; those that it has nothing to count for are missing.</param>
/// <param name="Shares">How often and of how many: shares that are pooled.</param>
/// <param name="Series">What was looked at once a second: seconds and values.</param>
/// <param name="Faults">When what was broken: what, from, until (s).</param>
/// <param name="Verdicts">The assertions: id, kind, outcome, whether as expected, sentence.</param>
public sealed record SweepRun(
    bool? AsExpected,
    SortedDictionary<string, double> Figures,
    SortedDictionary<string, long[]> Shares,
    SortedDictionary<string, double[]> Series,
    ImmutableArray<SweepFault> Faults,
    ImmutableArray<SweepVerdict> Verdicts)
{
    /// <summary>The line.</summary>
    public string ToLine() => JsonSerializer.Serialize(this);

    /// <summary>What a line says.</summary>
    /// <exception cref="JsonException">When it is no such line.</exception>
    public static SweepRun FromLine(string line) =>
        JsonSerializer.Deserialize<SweepRun>(line) ?? throw new JsonException("The line is empty.");
}

/// <summary>A time in which something was broken, in seconds of virtual time.</summary>
public sealed record SweepFault(string What, double From, double Until);

/// <summary>What came of one assertion of a run.</summary>
public sealed record SweepVerdict(string Id, string Kind, string Outcome, bool? AsExpected, string Sentence);
