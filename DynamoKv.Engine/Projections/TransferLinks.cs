// From whom to whom ranges go, at one line of a log.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Projections;

/// <summary>From whom to whom ranges go, by the words of those who take them (Dynamo 4.9). Immutable.</summary>
/// <param name="Links">Source and target, sorted.</param>
public sealed record TransferLinks(ImmutableSortedSet<(NodeId Source, NodeId Target)> Links)
{
    /// <summary>Nothing goes.</summary>
    public static TransferLinks None { get; } = new(ImmutableSortedSet<(NodeId, NodeId)>.Empty);

    /// <summary>The links after more entries. Pure.</summary>
    public TransferLinks Apply(IEnumerable<LogEntry> entries) => entries.Aggregate(this, (links, entry) => links.Apply(entry));

    /// <summary>The links after one more entry. Pure.</summary>
    public TransferLinks Apply(LogEntry entry) => (entry.What, entry.Node) switch
    {
        (TraceEvent.TransferStarted what, { } target) => new(Links.Add((what.Source, target))),
        (TraceEvent.TransferResumed what, { } target) => new(Links.Add((what.Source, target))),
        (TraceEvent.TransferCompleted what, { } target) => new(Links.Remove((what.Source, target))),
        (TraceEvent.TransferSourceReplaced what, { } target) => new(Links.Remove((what.Source, target))),
        (WorldEvent.NodeCrashed crashed, _) => new(Links.Except(Links.Where(link => link.Target == crashed.Node))),
        _ => this,
    };
}
