// The part of a session that lets virtual time pass.
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Web.Sessions;

public sealed partial class SimulationSession
{
    private bool IsMoving => !_isPaused && !_isDisposed && _stoppedBecause is null && (_holds > 0 || _pending.Count > 0 || _commands.Count > 0);

    /// <summary>Under the lock, after anything was done to the run: what it wrote is folded, told, and the timer follows.</summary>
    private void AfterChange()
    {
        _lastUsed = _time.GetTimestamp();
        Settle();
        Publish();
        FollowTimer();
    }

    private void Tick()
    {
        lock (_gate)
        {
            if (!IsMoving)
            {
                return;
            }

            try
            {
                _pacer.Advance();
                Settle();
            }
            catch (Exception broken) when (broken is not OutOfMemoryException)
            {
                // A defect must stop this run only, visibly, not the server with all other runs.
                SessionLog.RunBroke(_log, Name, broken);
                Stop("An internal error stopped this run; the server's log has the details. Start another run.");
            }

            Publish();
            FollowTimer();
        }
    }

    private void Settle()
    {
        FoldLog();
        _pending.Complete(_run.TakeResponses(), _run.Now);
        _pending.Expire(_run.Now);
        _commands.Complete(_run.TakeCommandAnswers());
        _commands.Expire(_run.Now);
        if (_stoppedBecause is null && _run.Log.Count >= _options.MaxLogEntries)
        {
            Stop($"This run has reached its limit of {_options.MaxLogEntries:N0} log entries and stands still: it can be looked at; start another run to go on.");
        }

        StopAtEnd();
    }

    private void Stop(string because)
    {
        _stoppedBecause = because;
        _verdicts = Judged();
        FailAll(new RunStoppedException(because));
    }

    private void FailAll(Exception reason)
    {
        _pending.Fail(reason);
        _commands.Fail(reason);
    }

    private void FollowTimer()
    {
        if (IsMoving == _isTicking)
        {
            return;
        }

        _isTicking = !_isTicking;
        if (_isTicking)
        {
            _pacer.Restart();
        }

        var period = _isTicking ? _options.TickInterval : Timeout.InfiniteTimeSpan;
        _timer.Change(period, period);
    }

    private void Publish()
    {
        var last = _broadcast.Current.Playback.LastEvent;
        var first = Math.Max(last + 1, _run.Log.Count - TickBroadcast.MaxNewEntries + 1);
        _broadcast.Publish(MakeTick(ReadLog(first, (int)(_run.Log.Count - first + 1))));
    }

    private SessionTick MakeTick(IReadOnlyList<LogEntry> entries) => new(
        ++_sequence,
        new Playback(_isPaused, IsMoving, _pacer.Speed, _run.Now, _run.Log.Count, _stoppedBecause) { IsBehind = _pacer.IsBehind },
        _projection.Head,
        entries);
}

/// <summary>What sessions write to the server's log.</summary>
internal static partial class SessionLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Run {Run} broke")]
    public static partial void RunBroke(ILogger log, string run, Exception broken);
}
