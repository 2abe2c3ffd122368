// What came of torn logs.
namespace DynamoKv.Benchmarks.TornWal;

/// <summary>What came of torn logs.</summary>
/// <param name="Recoveries">How many were opened.</param>
/// <param name="Databases">Of how many databases.</param>
/// <param name="Lost">How many had lost a commit.</param>
/// <param name="Kept">How many had lost none.</param>
/// <param name="Problems">What was wrong, in sentences; empty: nothing.</param>
public sealed record TornWalReport(int Recoveries, int Databases, int Lost, int Kept, IReadOnlyList<string> Problems)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{Recoveries:N0} recoveries of {Databases:N0} databases, {Lost:N0} with commits torn off, {Kept:N0} with all; "
        + (Problems.Count == 0 ? "each held exactly what its whole commits had acknowledged." : $"{Problems.Count} went wrong:\n" + string.Join('\n', Problems));
}
