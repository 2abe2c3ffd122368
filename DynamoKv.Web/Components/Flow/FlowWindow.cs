// Which part of a log the space-time diagram shows.
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Components.Ring;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Components.Flow;

/// <summary>The entries before a cursor that hold the newest messages, with the cluster before them.</summary>
/// <param name="Before">The cluster before the first entry.</param>
/// <param name="Entries">Consecutive entries, the last one at the cursor.</param>
/// <param name="HasMore">Whether older entries exist.</param>
public sealed record FlowWindow(ClusterSnapshot Before, IReadOnlyList<LogEntry> Entries, bool HasMore)
{
    /// <summary>The most entries that are looked through.</summary>
    public const int MaxEntries = 60_000;

    private const int Chunk = 2_000;

    /// <summary>Reads backward from a cursor until enough messages are found.</summary>
    /// <param name="session">The run.</param>
    /// <param name="cursor">The entry on show.</param>
    /// <param name="messages">How many messages are wanted.</param>
    /// <param name="isBackgroundShown">Whether gossip, probes and the comparing of trees count.</param>
    /// <param name="oldest">An entry that has to be among them, if that is possible; null: none.</param>
    public static FlowWindow Read(IClusterSession session, long cursor, int messages, bool isBackgroundShown, long? oldest = null)
    {
        var first = cursor + 1;
        var found = 0;
        var chunks = new List<IReadOnlyList<LogEntry>>();
        while (first > session.FirstEvent && (found < messages || first > oldest) && found < FlowScene.MaxMessages && cursor - first < MaxEntries)
        {
            var from = Math.Max(session.FirstEvent, first - Chunk);
            var chunk = session.ReadLog(from, (int)(first - from));
            if (chunk.Count == 0)
            {
                break;
            }

            chunks.Add(chunk);
            found += chunk.Count(entry => IsMessage(entry, isBackgroundShown));
            first = chunk[0].Number;
        }

        chunks.Reverse();
        var entries = Newest([.. chunks.SelectMany(chunk => chunk)], found - messages, isBackgroundShown, oldest ?? long.MaxValue);
        var start = entries.Count == 0 ? cursor : entries[0].Number - 1;
        return new FlowWindow(session.SnapshotAt(start), entries, start >= session.FirstEvent);
    }

    /// <summary>Leaves out the oldest messages, and what lies before the first that stays.</summary>
    private static List<LogEntry> Newest(List<LogEntry> entries, int surplus, bool isBackgroundShown, long oldest)
    {
        var start = 0;
        while (surplus > 0 && start < entries.Count && entries[start].Number < oldest)
        {
            surplus -= IsMessage(entries[start], isBackgroundShown) ? 1 : 0;
            start++;
        }

        return start == 0 ? entries : entries[start..];
    }

    private static bool IsMessage(LogEntry entry, bool isBackgroundShown) => entry.What switch
    {
        WorldEvent.MessageSent sent => isBackgroundShown || MotionFrame.LookOf(sent.Message) is not (MessageLook.Background or MessageLook.Ping),
        WorldEvent.MessageSeen => true,
        _ => false,
    };
}
