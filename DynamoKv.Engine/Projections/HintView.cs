// A copy that a node keeps for another one, at one line of a log.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Projections;

/// <summary>A copy that a node keeps for another one (Dynamo 4.6).</summary>
/// <param name="Since">When it was first kept.</param>
/// <param name="Versions">What it holds.</param>
public sealed record HintView(Instant Since, SiblingSet Versions);
