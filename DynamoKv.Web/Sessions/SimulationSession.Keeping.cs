// The part of a session that is kept in the archive.
using DynamoKv.Engine.Archive.Runs;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Scenarios;
using DynamoKv.Engine.Scenarios.Running;
using DynamoKv.Web.Sessions.Shelf;

namespace DynamoKv.Web.Sessions;

public sealed partial class SimulationSession : IKeptRun
{
    /// <summary>A longer run is not judged when it is closed before its end: a server that stops has no time for it.</summary>
    private const int MostLinesToJudge = 200_000;

    private readonly DateTimeOffset _begunAt;
    private readonly RunPlan _plan;
    private long _recorded;
    private RunKeeping _keeping = new(null, null);
    private (long Steps, int Interventions, Instant Now, bool IsJudged) _keptAt;
    private RunFigures? _figures;

    /// <inheritdoc/>
    public RunKeeping Keeping
    {
        get
        {
            lock (_gate)
            {
                return _keeping;
            }
        }
    }

    /// <inheritdoc/>
    public RunFigures? Figures
    {
        get
        {
            lock (_gate)
            {
                return _figures;
            }
        }
    }

    /// <inheritdoc/>
    public ScenarioFile? SaveAsScenario()
    {
        lock (_gate)
        {
            return SavedScenario.Of(Scenario, _run);
        }
    }

    /// <inheritdoc/>
    RunCapture? IKeptRun.Capture(bool isLast)
    {
        lock (_gate)
        {
            if (_isDisposed || (_run.Steps == 0 && _run.Interventions.Count == 0))
            {
                return null;
            }

            if (isLast && _run.Log.Count <= MostLinesToJudge)
            {
                Judged();
            }

            var here = (_run.Steps, _run.Interventions.Count, _run.Now, _judgedAt is not null);
            if (here == _keptAt && _keeping.Problem is null)
            {
                return null;
            }

            var last = Math.Min(_run.Log.Count, RunLines.MaxLines);
            return new RunCapture(Described(), SavedScenario.Keep(Scenario, _run), ReadLog(_recorded + 1, (int)Math.Max(0, last - _recorded)));
        }
    }

    void IKeptRun.Kept(StoredRun stored)
    {
        lock (_gate)
        {
            (_recorded, _keeping) = (stored.Recorded, new RunKeeping(stored.Id, null));
            _keptAt = (stored.Steps, stored.Interventions, stored.Now, !stored.Verdicts.IsEmpty || stored.Figures is not null);
        }
    }

    void IKeptRun.NotKept(string because)
    {
        lock (_gate)
        {
            _keeping = _keeping with { Problem = because };
        }
    }

    /// <summary>Its stored copy is gone: from now on it is a run that was never kept.</summary>
    internal void Forget()
    {
        lock (_gate)
        {
            (_recorded, _keeping, _keptAt) = (0, new RunKeeping(null, null), default);
        }
    }

    private void TakeOver(StoredRun? stored)
    {
        if (stored is not null)
        {
            (_recorded, _keeping, _soFar, _figures) = (stored.Recorded, new RunKeeping(stored.Id, null), stored.Verdicts, stored.Figures);
            _keptAt = (_run.Steps, _run.Interventions.Count, _run.Now, false);
        }
    }

    private StoredRun Described() => new()
    {
        Id = _keeping.StoredAs ?? 0,
        Title = Title,
        Seed = _run.Scenario.Seed,
        Engine = RunShelf.Engine,
        BegunAt = _begunAt,
        KeptAt = _time.GetUtcNow(),
        Interventions = _run.Interventions.Count,
        Steps = _run.Steps,
        Now = _run.Now,
        Events = _run.Log.Count,
        LogHash = _run.LogHash(),
        Parent = _plan.Parent?.Invoke(),
        ForkEvent = _plan.ForkEvent,
        IsOver = End is { } end && _run.Now >= end,
        StoppedBecause = _stoppedBecause,
        Verdicts = _soFar,
        Figures = _figures,
    };
}
