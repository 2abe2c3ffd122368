// What the clients of a load were told, and what is wrong with it.
namespace DynamoKv.Benchmarks.Processes;

/// <summary>What the clients of a load were told, and what is wrong with it.</summary>
/// <param name="Answered">Requests with an answer that settles them.</param>
/// <param name="Unsettled">Requests without: a quorum missed, a timeout, a broken connection.</param>
/// <param name="Acknowledged">Writes and deletes that clients know to be done.</param>
/// <param name="Versions">Versions that clients were shown.</param>
/// <param name="Longest">The longest that any request took.</param>
/// <param name="Problems">What was broken, in sentences; empty: nothing.</param>
public sealed record LoadReport(int Answered, int Unsettled, int Acknowledged, int Versions, TimeSpan Longest, IReadOnlyList<string> Problems)
{
    /// <summary>The share of requests that were settled, 0 to 1.</summary>
    public double Availability => Answered / (double)Math.Max(1, Answered + Unsettled);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Answered:N0} requests settled, {Unsettled:N0} not ({Availability:P1} available), "
        + $"{Acknowledged:N0} writes and deletes acknowledged, {Versions:N0} versions seen, longest request {Longest.TotalSeconds:0.0} s; "
        + (Problems.Count == 0 ? "nothing is broken." : $"{Problems.Count} broken:\n" + string.Join('\n', Problems));
}
