// What came of one seed.
using DynamoKv.Engine.Checking;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation.Logging;

namespace DynamoKv.Engine.Simulation.Swarm;

/// <summary>What came of one seed.</summary>
/// <param name="Seed">Where all of it comes from.</param>
/// <param name="Verdict">What the checkers say.</param>
/// <param name="Coverage">What happened.</param>
/// <param name="Log">All that was said.</param>
/// <param name="Steps">Events of the simulator.</param>
/// <param name="SettledAfter">How long after the last fault was healed everything had come to rest.</param>
internal sealed record SwarmOutcome(
    ulong Seed, RunVerdict Verdict, Coverage Coverage, IReadOnlyList<LogEntry> Log, long Steps, TimeSpan SettledAfter)
{
    /// <summary>What is wrong, with its witness and the one line that repeats it; null: nothing.</summary>
    public string? Report => Verdict.Holds
        ? null
        : $"""
            Seed {Seed}: {Verdict.Violations.Count} violation(s).
            {string.Join("\n", Verdict.Violations)}
            {string.Join("\n", Witness())}
            Repeat it: {SwarmJudge.LineFor(Seed)}
            """;

    private IEnumerable<string> Witness() =>
        Verdict.Violations[0].Witness.Where(line => line > 0).Select(line => LogLine.Format(Log[(int)line - 1]));
}
