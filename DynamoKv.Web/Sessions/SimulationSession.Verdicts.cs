// The part of a session that judges its run.
using System.Collections.Immutable;
using System.Globalization;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Scenarios;
using DynamoKv.Engine.Scenarios.Running;

namespace DynamoKv.Web.Sessions;

public sealed partial class SimulationSession
{
    private readonly FaultFold _faults = new();
    private ImmutableArray<AssertionVerdict> _verdicts = [];
    private ImmutableArray<AssertionVerdict> _soFar = [];
    private RunOutcome? _outcome;
    private (long Steps, int Interventions, Instant Now)? _judgedAt;

    /// <inheritdoc/>
    public ScenarioFile Scenario { get; }

    /// <inheritdoc/>
    public Instant? End => _runner.End;

    /// <inheritdoc/>
    public ImmutableArray<AssertionVerdict> Verdicts
    {
        get
        {
            lock (_gate)
            {
                return _verdicts;
            }
        }
    }

    /// <inheritdoc/>
    public ImmutableArray<AssertionVerdict> JudgeSoFar()
    {
        lock (_gate)
        {
            return Judged();
        }
    }

    /// <inheritdoc/>
    public RunOutcome? JudgeRun()
    {
        lock (_gate)
        {
            Judged();
            return _outcome;
        }
    }

    /// <inheritdoc/>
    public ImmutableArray<FaultWindow> FaultWindows
    {
        get
        {
            lock (_gate)
            {
                return _faults.Windows(_run.Now);
            }
        }
    }

    private ImmutableArray<AssertionVerdict> Judged()
    {
        var here = (_run.Steps, _run.Interventions.Count, _run.Now);
        if (!_isDisposed && _judgedAt != here)
        {
            _outcome = _runner.Judge();
            (_judgedAt, _soFar, _figures) = (here, _outcome.Verdicts, RunFigures.Of(_outcome.History));
        }

        return _soFar;
    }

    private void StopAtEnd()
    {
        if (_stoppedBecause is null && End is { } end && _run.Now >= end)
        {
            Stop(string.Create(
                CultureInfo.InvariantCulture,
                $"The scenario is over, after {end.SinceStart.TotalSeconds:0.###} s: look at any moment of it, or act in its past to try something else."));
        }
    }
}
