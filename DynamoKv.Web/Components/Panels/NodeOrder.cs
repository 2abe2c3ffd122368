// What a panel wants a node to do.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Web.Components.Panels;

/// <summary>What a panel wants a node to do.</summary>
/// <param name="At">Who is asked.</param>
/// <param name="Command">What is asked, with the number that the run gives.</param>
/// <param name="Start">A node that is started when the answer is yes; null: none.</param>
public sealed record NodeOrder(NodeId At, Func<long, NodeCommand> Command, NodeId? Start = null);
