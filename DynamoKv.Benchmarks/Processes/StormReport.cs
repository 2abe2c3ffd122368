// What a storm over real processes came to.
namespace DynamoKv.Benchmarks.Processes;

/// <summary>What a storm over real processes came to.</summary>
/// <param name="Kills">How often a node was killed (kill -9).</param>
/// <param name="Pauses">How often one was frozen (SIGSTOP) for a while.</param>
/// <param name="Terminations">How often one was asked to end (SIGTERM).</param>
/// <param name="Answered">Requests with an answer that settles them.</param>
/// <param name="Unsettled">Requests without.</param>
/// <param name="Acknowledged">Writes and deletes that clients know to be done.</param>
/// <param name="Versions">Versions that clients were shown.</param>
/// <param name="Longest">The longest that any request took.</param>
/// <param name="Problems">What was broken, in sentences; empty: nothing.</param>
public sealed record StormReport(
    int Kills, int Pauses, int Terminations, int Answered, int Unsettled, int Acknowledged, int Versions, TimeSpan Longest, IReadOnlyList<string> Problems)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{Kills} kills, {Pauses} pauses, {Terminations} orderly ends; {Answered:N0} requests settled, {Unsettled:N0} not, "
        + $"{Acknowledged:N0} writes and deletes acknowledged, {Versions:N0} versions seen, longest request {Longest.TotalSeconds:0.0} s; "
        + (Problems.Count == 0 ? "nothing is broken." : $"{Problems.Count} broken:\n" + string.Join('\n', Problems));
}
