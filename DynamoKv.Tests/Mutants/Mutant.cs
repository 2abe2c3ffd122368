// A seeded bug: one text of the engine replaced by another.
namespace DynamoKv.Tests.Mutants;

/// <summary>A seeded bug: a checker that never fails proves nothing, so each of these must be found.</summary>
/// <param name="Sentence">What the bug is.</param>
/// <param name="File">Where, below DynamoKv.Engine.</param>
/// <param name="Right">The text that is replaced; it stands there exactly once.</param>
/// <param name="Wrong">What stands there instead.</param>
/// <param name="Seed">The random run of 1 to 200 that finds it.</param>
internal sealed record Mutant(string Sentence, string File, string Right, string Wrong, ulong Seed);
