// The rows of the log, in memory.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Storage.Sqlite;

/// <summary>
/// Two generations: one takes what is written, the one before it is being folded into the table. What stands in the younger one
/// is newer.
/// </summary>
internal sealed class UnfoldedRows
{
    private LogGeneration? _spare;

    /// <summary>The generation that takes what is written.</summary>
    public LogGeneration Active { get; private set; } = new();

    /// <summary>The generation that is being folded; null: none.</summary>
    public LogGeneration? Frozen { get; private set; }

    /// <summary>How many rows the log holds, about: some that were folded may be gone already.</summary>
    public long LogRows => Active.LogRows + (Frozen?.LogRows ?? 0);

    public bool TryGet(Key key, out LoggedRow row) =>
        Active.TryGet(key, out row) || (Frozen is { } frozen && frozen.TryGet(key, out row));

    /// <summary>The keys after one, in order, each once.</summary>
    public KeyMerge KeysAfter(Key? after)
    {
        var keys = new KeyMerge(after);
        Active.Keys.AddTo(keys);
        Frozen?.Keys.AddTo(keys);
        return keys;
    }

    public void Commit()
    {
        Active.Commit();
        Frozen?.Commit();
    }

    public void TakeBack()
    {
        Active.TakeBack();
        Frozen?.TakeBack();
    }

    /// <summary>What was written so far is to be folded. Only after a commit, and when nothing else is being folded.</summary>
    public LogGeneration Freeze()
    {
        Active.Keys.Seal(isLast: true);
        Active.Commit();
        Frozen = Active;
        Active = _spare ?? new LogGeneration();
        Active.Restart(Frozen.LastId);
        return Frozen;
    }

    /// <summary>What was being folded is in the table, and its part of the log is gone.</summary>
    public void Forget()
    {
        _spare = Frozen!;
        _spare.Restart(0);
        Frozen = null;
    }
}
