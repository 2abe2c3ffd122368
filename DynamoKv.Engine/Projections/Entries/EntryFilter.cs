// Which entries of a log are wanted.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Projections.Entries;

/// <summary>Which entries of a log are wanted; what is null is not asked for.</summary>
public sealed record EntryFilter
{
    /// <summary>All entries.</summary>
    public static EntryFilter All { get; } = new();

    /// <summary>The first entry that is wanted; null: from the oldest.</summary>
    public long? First { get; init; }

    /// <summary>The last entry that is wanted; null: up to the newest.</summary>
    public long? Last { get; init; }

    /// <summary>What kind of thing it tells of.</summary>
    public EntryKind? Kind { get; init; }

    /// <summary>A node that says it, or is named in it.</summary>
    public NodeId? Node { get; init; }

    /// <summary>The key it is about.</summary>
    public Key? Key { get; init; }

    /// <summary>The client operation on whose behalf it happened, the arrivals of its messages among them.</summary>
    public OperationId? Operation { get; init; }

    /// <summary>What its line must contain; upper and lower case are the same. Empty: nothing.</summary>
    public string Text { get; init; } = string.Empty;

    /// <summary>Whether an entry is wanted.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="find">Finds an entry by its number; null: it is not kept.</param>
    /// <param name="line">The entry as a line of text.</param>
    public bool Fits(LogEntry entry, Func<long, LogEntry?> find, Func<LogEntry, string> line) =>
        (First is null || entry.Number >= First)
        && (Last is null || entry.Number <= Last)
        && (Kind is null || EntryKinds.Of(entry.What) == Kind)
        && (Node is not { } node || IsAbout(entry, node))
        && (Key is null || EventSubject.KeyOf(entry.What) == Key || OperationKey(entry, find) == Key)
        && (Operation is null || OperationOf(entry, find) == Operation)
        && (Text.Length == 0 || line(entry).Contains(Text, StringComparison.OrdinalIgnoreCase));

    /// <summary>The operation on whose behalf an entry happened: its own word, or that of the entry that led to it.</summary>
    public static OperationId? OperationOf(LogEntry entry, Func<long, LogEntry?> find) =>
        EventSubject.OperationOf(entry.What)
        ?? (IsPassage(entry.What) && find(entry.Cause) is { } cause ? EventSubject.OperationOf(cause.What) : null);

    /// <summary>The chain of causes of an entry, the entry itself first.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="find">Finds an entry by its number; null: it is not kept.</param>
    public static IEnumerable<LogEntry> CausesOf(LogEntry entry, Func<long, LogEntry?> find)
    {
        for (LogEntry? next = entry; next is not null; next = next.Cause > 0 && next.Cause < next.Number ? find(next.Cause) : null)
        {
            yield return next;
        }
    }

    // A message's arrival says its number only; its leaving says what it was.
    private static bool IsPassage(TraceEvent what) =>
        what is WorldEvent.MessageDelivered or WorldEvent.MessageDropped or WorldEvent.MessageDuplicated;

    private static Key? OperationKey(LogEntry entry, Func<long, LogEntry?> find) => entry.What switch
    {
        WorldEvent.MessageSent sent => KeyOf(sent.Message),
        WorldEvent.MessageDelivered or WorldEvent.MessageDropped =>
            find(entry.Cause)?.What is WorldEvent.MessageSent sent ? KeyOf(sent.Message) : null,
        _ => null,
    };

    private static Key? KeyOf(Message message) => message switch
    {
        Message.ReplicaPut put => put.Key,
        Message.ReplicaGet get => get.Key,
        Message.ReadRepair repair => repair.Key,
        Message.ForwardedRequest forwarded => forwarded.Request.Key,
        _ => null,
    };

    private static bool IsAbout(LogEntry entry, NodeId node) => entry.Node == node || EventSubject.OwnerOf(entry.What) == node || entry.What switch
    {
        WorldEvent.MessageSent sent => sent.Sender == node,
        WorldEvent.MessageDelivered delivered => delivered.Receiver == node,
        WorldEvent.MessageDropped dropped => dropped.Sender == node,
        WorldEvent.NodeCrashed crashed => crashed.Node == node,
        WorldEvent.NodeRestarted restarted => restarted.Node == node,
        WorldEvent.NodePaused paused => paused.Node == node,
        WorldEvent.NodeResumed resumed => resumed.Node == node,
        WorldEvent.BitFlipped flipped => flipped.Node == node,
        WorldEvent.OfLive live => live.Node == node,
        _ => false,
    };
}
