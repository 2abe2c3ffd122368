// An experiment that is being run.
using DynamoKv.Engine.Archive.Experiments;

namespace DynamoKv.Web.Sessions.Experiments;

/// <summary>An experiment that is being run: how far it has come, and how it is ended. Thread-safe.</summary>
internal sealed class RunningExperiment : IDisposable
{
    private static readonly TimeSpan TellEvery = TimeSpan.FromMilliseconds(250);

    private readonly StoredExperiment _stored;
    private readonly CancellationTokenSource _stop;
    private readonly long _begun;
    private long _toldAt;
    private int _done;

    public RunningExperiment(StoredExperiment stored, TimeProvider time, CancellationToken stop)
    {
        (_stored, _begun) = (stored, time.GetTimestamp());
        _stop = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Stop = _stop.Token;
    }

    /// <summary>Its number.</summary>
    public long Id => _stored.Id;

    /// <summary>Ends it.</summary>
    public CancellationToken Stop { get; }

    /// <summary>How far it has come.</summary>
    public ProgressRate Progress(TimeProvider time)
    {
        var done = Volatile.Read(ref _done);
        return new ProgressRate(_stored.Done + done, _stored.Parts, done, time.GetElapsedTime(_begun));
    }

    /// <summary>A part is done: whether enough time has passed to tell pages of it.</summary>
    public bool IsTimeToTell(TimeProvider time)
    {
        Interlocked.Increment(ref _done);
        var told = Volatile.Read(ref _toldAt);
        return (told == 0 || time.GetElapsedTime(told) >= TellEvery) && Interlocked.CompareExchange(ref _toldAt, time.GetTimestamp(), told) == told;
    }

    /// <summary>Ends it; nothing happens when it is over.</summary>
    public void Cancel()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has just ended.
        }
    }

    public void Dispose() => _stop.Dispose();
}
