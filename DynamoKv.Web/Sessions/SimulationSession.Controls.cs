// The part of a session that people steer.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Web.Sessions;

public sealed partial class SimulationSession : IRunControls
{
    /// <summary>The most engine steps that one step forward takes to find a new log entry.</summary>
    private const int MaxStepsForward = 100_000;

    /// <inheritdoc cref="IRunControls.KeepAwake"/>
    public IDisposable KeepAwake()
    {
        Change(() => _holds++);
        return new RunHold(() => Change(() => _holds--));
    }

    /// <inheritdoc/>
    public void SetSpeed(double virtualSecondsPerSecond)
    {
        if (!(virtualSecondsPerSecond is >= SimulationOptions.MinSpeed and <= SimulationOptions.MaxSpeed))
        {
            throw new ArgumentException(
                $"The speed must be from {SimulationOptions.MinSpeed} to {SimulationOptions.MaxSpeed:F0} virtual seconds per second.");
        }

        Change(() => _pacer.Speed = virtualSecondsPerSecond);
    }

    /// <inheritdoc/>
    public void Pause() => Change(() =>
    {
        _isPaused = true;
        FailAll(new RunPausedException(
            $"The run was paused before the answer came, so the outcome is unknown: resume it with POST /api/v1/runs/{Name}/control {{\"action\": \"play\"}} and read the key."));
    });

    /// <inheritdoc/>
    public void Resume() => Change(() => _isPaused = false);

    /// <inheritdoc/>
    public void StepForward() => Change(() =>
    {
        ThrowWhenStopped();
        var before = _run.Log.Count;
        for (var step = 0; step < MaxStepsForward && _run.Log.Count == before && StepOnce(); step++)
        {
        }
    });

    /// <inheritdoc/>
    public void MoveTo(Instant time)
    {
        // In pieces, so that others who use the run are served in between.
        for (var isThere = false; !isThere;)
        {
            isThere = true; // a run that was closed meanwhile
            Change(() => isThere = MoveOn(time));
        }
    }

    /// <inheritdoc/>
    public void Apply(ScenarioAction action) => Change(() =>
    {
        ThrowWhenStopped();
        _run.Apply(action);
    });

    /// <inheritdoc/>
    public IReadOnlyList<string> ScenarioLines
    {
        get
        {
            lock (_gate)
            {
                return [.. _run.Interventions.Where(done => !done.IsPlanned).Select(done => $"- {{ at: {done.At}s, {done.Action.ToScenarioLine()} }}")];
            }
        }
    }

    /// <inheritdoc/>
    public IClusterSession Fork(long eventNumber) => _runs.Add(new RunPlan(Scenario, stores =>
    {
        lock (_gate)
        {
            _lastUsed = _time.GetTimestamp();
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _run.ForkAt(Math.Clamp(eventNumber, 0, _run.Log.Count), stores);
        }
    })
    {
        Parent = () => Keeping.StoredAs,
        ForkEvent = eventNumber,
    });

    private bool MoveOn(Instant time)
    {
        ThrowWhenStopped();
        if (time < _run.Now)
        {
            throw new ArgumentException($"The run stands at {_run.Now} s already: fork it at an event of the past instead.");
        }

        var target = End is { } end && end < time ? end : time;
        var taken = _run.RunUntil(target, _options.MaxStepsPerTick);
        return taken < _options.MaxStepsPerTick || _run.Log.Count >= _options.MaxLogEntries;
    }

    private bool StepOnce()
    {
        if (End is { } end && !(_run.NextAt <= end))
        {
            _run.RunUntil(end);
            return false;
        }

        return _run.Step();
    }

    private void Change(Action change)
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            change();
            AfterChange();
        }
    }
}
