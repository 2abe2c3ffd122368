// A fallback in the place of a primary.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Quorums;

/// <summary>A fallback that takes part in the place of a primary and keeps its copy as a hint (Dynamo 4.6).</summary>
/// <param name="Holder">The fallback.</param>
/// <param name="Intended">The primary for whom it keeps the copy.</param>
public readonly record struct StandIn(NodeId Holder, NodeId Intended);
