// The snapshots of a run, kept up with its log.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Web.Sessions;

/// <summary>
/// Folds a run's log into the newest snapshot and keeps one of every <see cref="CheckpointInterval"/> entries, so that
/// any past snapshot is at most that many entries away. Snapshots share what did not change. One owner.
/// </summary>
internal sealed class RunProjection
{
    /// <summary>Entries between two checkpoints.</summary>
    public const int CheckpointInterval = 1_000;

    private readonly List<ClusterSnapshot> _checkpoints = [];
    private readonly Dictionary<NodeId, NodeActivity> _activity = [];

    /// <summary>Starts before the first entry.</summary>
    public RunProjection(IEnumerable<NodeId> nodes)
    {
        Head = ClusterSnapshot.Before(nodes);
        _checkpoints.Add(Head);
    }

    /// <summary>After the newest entry.</summary>
    public ClusterSnapshot Head { get; private set; }

    /// <summary>Takes the entries that are new; true when one of them says that keys live elsewhere.</summary>
    public bool CatchUp(IReadOnlyList<LogEntry> log)
    {
        var isMoved = false;
        for (var index = (int)Head.EventNumber; index < log.Count; index++)
        {
            var entry = log[index];
            Head = Head.Apply(entry);
            Note(entry);
            isMoved |= entry.What is TraceEvent.PlacementChanged;
            if (Head.EventNumber % CheckpointInterval == 0)
            {
                _checkpoints.Add(Head);
            }
        }

        return isMoved;
    }

    /// <summary>The last checkpoint at or before an entry.</summary>
    public ClusterSnapshot CheckpointBefore(long eventNumber) => _checkpoints[(int)(eventNumber / CheckpointInterval)];

    /// <summary>What a node has said so far.</summary>
    public NodeActivity ActivityOf(NodeId node) => _activity.GetValueOrDefault(node);

    private void Note(LogEntry entry)
    {
        if (entry.Node is { } node)
        {
            _activity[node] = new NodeActivity(entry.At, _activity.GetValueOrDefault(node).Events + 1);
        }
    }
}

/// <summary>When a node last did anything, and how many log entries are its own.</summary>
public readonly record struct NodeActivity(Instant? LastAt, long Events);
