// A virtual node.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Ring;

/// <summary>A virtual node: a position and the physical node that owns it (Dynamo 4.2).</summary>
public readonly record struct Token(RingPosition Position, NodeId Node);
