// How fast a run's virtual time may pass.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Web.Sessions;

/// <summary>
/// Turns real time into virtual time for one run. What the engine can't do in its share of an advance is given up, so
/// that a run that can't keep up becomes slower instead of ever later. One owner.
/// </summary>
internal sealed class RunPacer(SimulationRun run, SimulationOptions options, TimeProvider time)
{
    /// <summary>Engine steps between two looks at the clock.</summary>
    private const long SliceSteps = 256;

    /// <summary>Real time that passed unnoticed (a stalled machine) counts at most this many intervals.</summary>
    private const int MaxMissedIntervals = 3;

    private long _lastAdvance = time.GetTimestamp();

    /// <summary>Virtual seconds per real second.</summary>
    public double Speed { get; set; } = options.Speed;

    /// <summary>Virtual time goes no further; null: it has no end.</summary>
    public Instant? End { get; init; }

    /// <summary>The last advance did not reach what the speed asks for.</summary>
    public bool IsBehind { get; private set; }

    /// <summary>Real time counts from now.</summary>
    public void Restart() => _lastAdvance = time.GetTimestamp();

    /// <summary>Moves the run on by the real time since the last advance.</summary>
    public void Advance()
    {
        var start = time.GetTimestamp();
        var elapsed = time.GetElapsedTime(_lastAdvance, start);
        _lastAdvance = start;
        var longest = options.TickInterval * MaxMissedIntervals;
        var target = run.Now + ((elapsed < longest ? elapsed : longest) * Speed);
        target = End is { } end && end < target ? end : target;
        RunTo(target, start);
        IsBehind = run.Now < target;
    }

    private void RunTo(Instant target, long start)
    {
        var left = options.MaxStepsPerTick;
        while (left > 0)
        {
            var slice = Math.Min(SliceSteps, left);
            var taken = run.RunUntil(target, slice);
            left -= taken;
            if (taken < slice || run.Log.Count >= options.MaxLogEntries || time.GetElapsedTime(start) > options.TickInterval / 2)
            {
                return;
            }
        }
    }
}
