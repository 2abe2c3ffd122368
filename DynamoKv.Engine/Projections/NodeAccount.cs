// What a node of a live cluster said of itself.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Projections;

/// <summary>What a node of a live cluster said of itself when it was asked last.</summary>
/// <param name="At">When.</param>
/// <param name="Keys">Rows on its disk.</param>
/// <param name="Kept">What it keeps for others, sorted.</param>
public sealed record NodeAccount(Instant At, long Keys, ImmutableArray<KeptFor> Kept);
