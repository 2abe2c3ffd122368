// When this node may send rows, and how many at once.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Node.Transfers;

/// <summary>
/// The rate limit, the room for background work and the administrator's pause, for all that a node sends.
/// </summary>
internal sealed class TransferPermit(NodeScope scope, TransferNotes notes)
{
    private Instant _freeAt;
    private bool? _isPaused; // null: not read from the disk yet

    private TransferOptions Options => scope.Options.Transfers;

    public bool IsPaused => _isPaused ??= notes.IsPaused;

    /// <summary>The most keys of one batch: never more than a second's worth.</summary>
    public int MostKeys => Math.Max(1, Math.Min(Options.BatchKeys, Options.KeysPerSecond ?? int.MaxValue));

    /// <summary>Pauses or goes on, also after a restart. False: the disk is full, nothing changes.</summary>
    public bool Switch(bool isPaused)
    {
        var isKept = notes.KeepPaused(isPaused);
        _isPaused = isKept ? isPaused : _isPaused;
        return isKept;
    }

    /// <summary>How long to wait before the next batch; zero: send it now.</summary>
    public TimeSpan Wait() =>
        _freeAt > scope.Now ? _freeAt - scope.Now
        : scope.MayWork() ? TimeSpan.Zero
        : Options.BusyWait;

    /// <summary>A batch was sent: the next one waits until this one's keys have had their time.</summary>
    public void Spend(int keys)
    {
        if (Options.KeysPerSecond is { } rate)
            _freeAt = (_freeAt > scope.Now ? _freeAt : scope.Now) + TimeSpan.FromSeconds((double)keys / Math.Max(1, rate));
    }
}
