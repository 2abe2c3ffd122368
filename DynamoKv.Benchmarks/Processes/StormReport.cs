// What a storm over real processes came to.
namespace DynamoKv.Benchmarks.Processes;

/// <summary>What a storm over real processes came to.</summary>
/// <param name="Kills">How often a node was killed (kill -9).</param>
/// <param name="Pauses">How often one was frozen (SIGSTOP) for a while.</param>
/// <param name="Terminations">How often one was asked to end (SIGTERM).</param>
/// <param name="Load">What the clients were told.</param>
public sealed record StormReport(int Kills, int Pauses, int Terminations, LoadReport Load)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Kills} kills, {Pauses} pauses, {Terminations} orderly ends; {Load}";
}
