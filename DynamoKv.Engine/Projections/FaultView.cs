// A fault in force at one line of a log.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Projections;

/// <summary>A fault in force.</summary>
/// <param name="Id">The name under which it is healed.</param>
/// <param name="Description">What it does, in words.</param>
/// <param name="Since">When it began.</param>
public sealed record FaultView(string Id, string Description, Instant Since)
{
    /// <summary>Who can't be heard by whom while it is in force.</summary>
    public ImmutableArray<LinkBarrier> Barriers { get; init; } = [];
}
