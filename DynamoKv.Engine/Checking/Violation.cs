// Something that must not be, with its witness.
using System.Collections.Immutable;

namespace DynamoKv.Engine.Checking;

/// <summary>Something that must not be.</summary>
/// <param name="Invariant">What is broken, e.g. "NoAcknowledgedWriteLost".</param>
/// <param name="Sentence">What happened, for a person.</param>
/// <param name="Witness">The lines of the log that show it.</param>
public sealed record Violation(string Invariant, string Sentence, ImmutableArray<long> Witness)
{
    /// <summary>"NoResurrection: n2 holds ... (lines 12, 40)".</summary>
    public override string ToString() =>
        $"{Invariant}: {Sentence}{(Witness.IsEmpty ? "" : $" (lines {string.Join(", ", Witness)})")}";
}
