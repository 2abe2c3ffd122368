// Tells everybody who watches a run about its newest state.
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Web.Sessions;

/// <summary>
/// The newest tick of a run and those who wait for the next. Nothing is queued for a slow watcher: it finds the newest
/// tick when it comes back, with the entries that it missed. Thread-safe.
/// </summary>
/// <param name="readLog">Entries first..first+count-1, as far as they exist.</param>
internal sealed class TickBroadcast(SessionTick first, Func<long, int, IReadOnlyList<LogEntry>> readLog, TimeSpan interval, TimeProvider time)
{
    /// <summary>The most entries that one tick carries; a watcher that missed more reads the log.</summary>
    public const int MaxNewEntries = 5_000;

    private readonly Lock _gate = new();
    private readonly HashSet<Channel<bool>> _watchers = [];
    private volatile SessionTick _current = first;
    private bool _isClosed;

    /// <summary>The newest.</summary>
    public SessionTick Current => _current;

    /// <summary>How many watch.</summary>
    public int WatcherCount
    {
        get
        {
            lock (_gate)
            {
                return _watchers.Count;
            }
        }
    }

    /// <summary>Makes a tick the newest. Called by one owner, in order.</summary>
    public void Publish(SessionTick tick)
    {
        lock (_gate)
        {
            _current = tick;
            foreach (var watcher in _watchers)
            {
                watcher.Writer.TryWrite(true);
            }
        }
    }

    /// <summary>Ends all watching.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            foreach (var watcher in _watchers)
            {
                watcher.Writer.TryComplete();
            }
        }
    }

    /// <summary>The newest tick now, then newer ones, never more often than the interval.</summary>
    public async IAsyncEnumerable<SessionTick> WatchAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var signals = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        var tick = Enter(signals) with { NewEntries = [] };
        try
        {
            while (true)
            {
                yield return tick;
                var shown = time.GetTimestamp();
                if (!await signals.Reader.WaitToReadAsync(cancellation))
                {
                    yield break;
                }

                await RestAsync(interval - time.GetElapsedTime(shown), cancellation);
                signals.Reader.TryRead(out _);
                tick = Since(tick, _current);
            }
        }
        finally
        {
            Leave(signals);
        }
    }

    private Task RestAsync(TimeSpan rest, CancellationToken cancellation) =>
        rest > TimeSpan.Zero ? Task.Delay(rest, time, cancellation) : Task.CompletedTask;

    private SessionTick Since(SessionTick seen, SessionTick newest)
    {
        if (newest.Sequence == seen.Sequence + 1)
        {
            return newest;
        }

        var first = Math.Max(seen.Playback.LastEvent + 1, newest.Playback.LastEvent - MaxNewEntries + 1);
        return newest with { NewEntries = readLog(first, (int)(newest.Playback.LastEvent - first + 1)) };
    }

    private SessionTick Enter(Channel<bool> signals)
    {
        lock (_gate)
        {
            _watchers.Add(signals);
            if (_isClosed)
            {
                signals.Writer.TryComplete();
            }

            return _current;
        }
    }

    private void Leave(Channel<bool> signals)
    {
        lock (_gate)
        {
            _watchers.Remove(signals);
        }
    }
}
