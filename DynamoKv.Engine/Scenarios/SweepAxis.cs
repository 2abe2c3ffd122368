// What is varied from cell to cell.
using System.Collections.Immutable;
using DynamoKv.Engine.Scenarios.Text;

namespace DynamoKv.Engine.Scenarios;

/// <summary>One word of a file that is varied.</summary>
/// <param name="Path">Which: "cluster.quorum.r".</param>
/// <param name="Values">What stands there, cell by cell.</param>
public sealed record SweepAxis(string Path, ImmutableArray<TextNode> Values);
