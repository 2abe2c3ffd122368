// A place in a run's log, with the picture and the story up to it.
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Components.Viewing;

/// <summary>A place in a run's log. Moving forward folds the entries between; other moves start from a checkpoint.</summary>
public sealed class LogCursor(IClusterSession session)
{
    /// <summary>How many captions are kept.</summary>
    public const int MaxCaptions = 120;

    /// <summary>How many entries before the cursor are told again after a jump.</summary>
    public const int RetoldEntries = 400;

    private readonly List<Caption> _captions = [];
    private readonly List<LogEntry> _passed = [];

    /// <summary>The cluster here.</summary>
    public ClusterSnapshot Snapshot { get; private set; } = session.SnapshotAt(0);

    /// <summary>The story up to here, oldest first; a new list after each move.</summary>
    public IReadOnlyList<Caption> Captions { get; private set; } = [];

    /// <summary>The entries that the last move went over, oldest first; empty after a jump.</summary>
    public IReadOnlyList<LogEntry> Passed => _passed;

    /// <summary>Moves to an entry, as far as the log goes.</summary>
    public void MoveTo(long target)
    {
        _passed.Clear();
        var oldest = session.FirstEvent - 1;
        target = Math.Max(oldest, target);
        var distance = target - Snapshot.EventNumber;
        if (distance is < 0 or > RetoldEntries || Snapshot.EventNumber < oldest)
        {
            Jump(target);
        }
        else if (distance > 0)
        {
            Fold(target);
            Captions = [.. _captions];
        }
    }

    private void Jump(long target)
    {
        _captions.Clear();
        Snapshot = session.SnapshotAt(Math.Max(0, target - RetoldEntries));
        Fold(target);
        _passed.Clear();
        Captions = [.. _captions];
    }

    private void Fold(long target)
    {
        var entries = session.ReadLog(Snapshot.EventNumber + 1, (int)(target - Snapshot.EventNumber));
        if (entries.Count > 0 && entries[0].Number > Snapshot.EventNumber + 1)
        {
            Snapshot = session.SnapshotAt(entries[0].Number - 1); // what lay between was forgotten just now
        }

        foreach (var entry in entries)
        {
            if (Narration.Of(entry, Snapshot) is { } caption)
            {
                _captions.Add(caption);
            }

            Snapshot = Snapshot.Apply(entry);
            _passed.Add(entry);
        }

        if (_captions.Count > MaxCaptions)
        {
            _captions.RemoveRange(0, _captions.Count - MaxCaptions);
        }
    }
}
