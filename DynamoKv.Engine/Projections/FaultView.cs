// A fault in force at one line of a log.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Projections;

/// <summary>A fault in force.</summary>
/// <param name="Id">The name under which it is healed.</param>
/// <param name="Description">What it does, in words.</param>
/// <param name="Since">When it began.</param>
public sealed record FaultView(string Id, string Description, Instant Since);
