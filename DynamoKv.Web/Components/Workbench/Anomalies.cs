// Finds the next thing that went wrong.
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Components.Workbench;

/// <summary>Finds what went wrong in a run: where an assertion was broken, a client did not get what it asked for, or a disk failed.</summary>
public static class Anomalies
{
    private const int Chunk = 2_000;

    /// <summary>The next one after an entry; after the last one the first again; null: nothing went wrong.</summary>
    /// <param name="session">The run.</param>
    /// <param name="cursor">The entry on show.</param>
    /// <param name="violations">Entries at which assertions were broken.</param>
    public static long? NextAfter(IClusterSession session, long cursor, IReadOnlyCollection<long> violations) =>
        Find(session, cursor + 1, session.LastEvent, violations) ?? Find(session, session.FirstEvent, cursor, violations);

    /// <summary>Whether an entry tells that something went wrong.</summary>
    public static bool IsAnomaly(TraceEvent what) => what switch
    {
        TraceEvent.ClientAnswered { Response: var response } => OperationView.StateOf(response) != OperationState.Succeeded,
        WorldEvent.ClientLeft or TraceEvent.WriteRefused or TraceEvent.RowDamaged or TraceEvent.HintDropped or WorldEvent.NodeCrashed => true,
        _ => false,
    };

    private static long? Find(IClusterSession session, long first, long last, IReadOnlyCollection<long> violations)
    {
        for (var from = first; from <= last; from += Chunk)
        {
            var entries = session.ReadLog(from, (int)Math.Min(Chunk, last - from + 1));
            if (entries.FirstOrDefault(entry => violations.Contains(entry.Number) || IsAnomaly(entry.What)) is { } found)
            {
                return found.Number;
            }
        }

        return null;
    }
}
