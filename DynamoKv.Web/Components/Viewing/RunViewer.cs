// One person's window on a run: a cursor in its log that plays, pauses, steps and jumps.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Components.Viewing;

/// <summary>
/// One person's window on a run. It is pulled, at most ten times a second, and never pushed: a slow page costs the run
/// nothing. Playing at the head keeps a run awake; replaying the past does not, or the head would run away from it. A live
/// cluster goes on by itself: it is watched as long as the window is open. Not thread-safe: one circuit owns it.
/// </summary>
public sealed class RunViewer : IDisposable
{
    private readonly LogCursor _cursor;
    private readonly TimeProvider _time;
    private IDisposable? _awake;
    private Instant _replayNow;
    private long _advancedAt;
    private bool _isPlaying;
    private bool _isReplaying;
    private double _replaySpeed = 1;

    /// <summary>Opens a window that stands at the head, or at an entry of the past, paused.</summary>
    /// <param name="session">The run.</param>
    /// <param name="time">The clock by which replays move.</param>
    /// <param name="startAt">Where to stand; null: at the head, playing.</param>
    public RunViewer(IClusterSession session, TimeProvider time, long? startAt = null)
    {
        Session = session;
        _time = time;
        _cursor = new LogCursor(session);
        _advancedAt = time.GetTimestamp();
        _cursor.MoveTo(Math.Min(startAt ?? long.MaxValue, Head));
        if (startAt is null)
        {
            Play();
        }

        State = Look();
    }

    /// <summary>The run.</summary>
    public IClusterSession Session { get; }

    /// <summary>What is seen now.</summary>
    public ViewerState State { get; private set; }

    /// <summary>The entries that the last <see cref="Advance"/> or step forward went over; empty after a jump.</summary>
    public IReadOnlyList<LogEntry> Passed => _cursor.Passed;

    /// <summary>Counts the moves that were no plain continuation: whoever draws motion starts afresh after one.</summary>
    public int Jumps { get; private set; }

    private bool IsLive => Session.Mode == SessionMode.Live;

    private double Speed => IsLive ? (_isPlaying && !_isReplaying ? 1 : _replaySpeed) : Session.Current.Playback.Speed;

    private long Oldest => Session.FirstEvent - 1;

    private long Head => Session.Current.Playback.LastEvent;

    /// <summary>Lets time pass. True when there is something new to see.</summary>
    public bool Advance()
    {
        var elapsed = _time.GetElapsedTime(_advancedAt);
        _advancedAt = _time.GetTimestamp();
        if (_isReplaying)
        {
            Replay(elapsed);
        }
        else
        {
            _cursor.MoveTo(_isPlaying ? Head : State.Cursor);
        }

        return Refresh();
    }

    /// <summary>Plays from the cursor: follows the head, or replays the past at the run's speed until it gets there.</summary>
    public void Play()
    {
        _isPlaying = true;
        _isReplaying = _cursor.Snapshot.EventNumber < Head;
        _replayNow = _cursor.Snapshot.Now;
        _advancedAt = _time.GetTimestamp();
        HoldAwake(!_isReplaying);
        State = Look();
    }

    /// <summary>Freezes this window; the run and other windows go on.</summary>
    public void Pause()
    {
        _isPlaying = false;
        _isReplaying = false;
        HoldAwake(false);
        State = Look();
    }

    /// <summary>Plays when paused, pauses when playing.</summary>
    public void Toggle()
    {
        if (_isPlaying)
        {
            Pause();
        }
        else
        {
            Play();
        }
    }

    /// <summary>Pauses one entry earlier.</summary>
    public void StepBack() => Seek(State.Cursor - 1);

    /// <summary>Pauses one entry later; at the head the run itself takes a step.</summary>
    public void StepForward()
    {
        Pause();
        if (State.Cursor >= Head)
        {
            Session.Controls?.StepForward();
        }

        _cursor.MoveTo(Math.Min(State.Cursor + 1, Head));
        Jumps++;
        State = Look();
    }

    /// <summary>Pauses at an entry; beyond either end: at that end.</summary>
    public void Seek(long eventNumber)
    {
        Pause();
        _cursor.MoveTo(Math.Clamp(eventNumber, Math.Min(Oldest, Head), Head));
        Jumps++;
        State = Look();
    }

    /// <summary>Jumps to the newest moment and follows it.</summary>
    public void GoToNow()
    {
        _cursor.MoveTo(Head);
        Jumps++;
        Play();
    }

    /// <summary>How fast this window replays the past of a live cluster, which itself can't be slowed down.</summary>
    public void SetReplaySpeed(double speed)
    {
        _replaySpeed = speed;
        State = Look();
    }

    /// <summary>Lets go of the run while nobody looks; <see cref="Play"/> takes hold again.</summary>
    public void Dispose()
    {
        _awake?.Dispose();
        _awake = null;
    }

    private void Replay(TimeSpan elapsed)
    {
        _replayNow += elapsed * Speed;
        _cursor.MoveTo(Math.Max(_cursor.Snapshot.EventNumber, Session.EventAt(_replayNow)));
        if (_cursor.Snapshot.EventNumber >= Head)
        {
            Play();
        }
    }

    private void HoldAwake(bool hold)
    {
        if (hold || IsLive)
        {
            _awake ??= Session.KeepAwake();
        }
        else
        {
            Dispose();
        }
    }

    private bool Refresh()
    {
        var before = State;
        State = Look();
        return State != before;
    }

    private ViewerState Look()
    {
        var playback = Session.Current.Playback;
        var snapshot = _cursor.Snapshot;
        var now = _isReplaying ? _replayNow : snapshot.Now;
        if (_isPlaying && !_isReplaying && snapshot.EventNumber >= playback.LastEvent && playback.Now > now)
        {
            now = playback.Now;
        }

        return new ViewerState(
            snapshot, now, playback.LastEvent, _isPlaying, playback.IsMoving, Speed, _cursor.Captions, playback.StoppedBecause)
        {
            Oldest = Oldest,
            IsFollowing = _isPlaying && !_isReplaying,
        };
    }
}
