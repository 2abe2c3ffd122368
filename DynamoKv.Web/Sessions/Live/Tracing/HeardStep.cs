// Something that a member said it did, as it was heard here.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Web.Sessions.Live.Tracing;

/// <summary>Something that a member said it did.</summary>
/// <param name="Node">The member.</param>
/// <param name="At">When, by this machine's clock as well as it is known.</param>
/// <param name="What">What it said.</param>
internal readonly record struct HeardStep(NodeId Node, Instant At, TraceEvent What);
