// One run as a line of a results folder.
using System.Text.Json;
using System.Text.Json.Serialization;
using DynamoKv.Engine.Scenarios.Running;

namespace DynamoKv.Web.Hosting.Running;

/// <summary>One run as a line of results.jsonl.</summary>
/// <param name="Scenario">Which scenario.</param>
/// <param name="Cell">Which cell of its sweep: "r = 1, w = 2"; empty without one.</param>
/// <param name="Hash">The log's hash: the same scenario, seed and engine give the same.</param>
/// <param name="AsExpected">Whether all came as expected; null: nobody can tell.</param>
internal sealed record RunRecord(
    string Scenario, string Cell, ulong Seed, string Hash, bool? AsExpected, double VirtualSeconds, long Steps, long LogLines, RunFigures Figures,
    IReadOnlyList<VerdictRecord> Verdicts)
{
    /// <summary>Why it ended before its time; null: it did not.</summary>
    public string? StoppedBecause { get; init; }

    /// <summary>The run among the others of its folder.</summary>
    [JsonIgnore]
    public (string, string, ulong) Key => (Scenario, Cell, Seed);

    public static RunRecord Of(string scenario, string cell, RunOutcome outcome) => new(
        scenario, cell, outcome.Seed, outcome.Hash, outcome.IsAsExpected, outcome.Ran.TotalSeconds, outcome.Steps, outcome.Lines, RunFigures.Of(outcome.History),
        [.. outcome.Verdicts.Select(VerdictRecord.Of)])
    {
        StoppedBecause = outcome.StoppedBecause,
    };

    public string ToLine() => JsonSerializer.Serialize(this, RunJson.Default.RunRecord);

    /// <summary>The record of a line; null: it is none, as the last one of a process that was killed.</summary>
    public static RunRecord? FromLine(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, RunJson.Default.RunRecord);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>One verdict of a run.</summary>
internal sealed record VerdictRecord(string Id, string Kind, string Expected, string Outcome, bool? AsExpected, string Sentence, IReadOnlyList<long> Lines)
{
    public static VerdictRecord Of(AssertionVerdict verdict) => new(
        verdict.Id, verdict.Kind, verdict.Expected.ToString().ToLowerInvariant(), verdict.Outcome.ToString().ToLowerInvariant(), verdict.IsAsExpected, verdict.Sentence,
        [.. verdict.Lines]);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RunRecord))]
[JsonSerializable(typeof(IReadOnlyList<VerdictRecord>))]
internal sealed partial class RunJson : JsonSerializerContext;
