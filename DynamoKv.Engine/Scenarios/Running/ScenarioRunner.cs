// Runs a scenario and judges it.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Scenarios.Assertions;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Engine.Scenarios.Running;

/// <summary>
/// One run of a scenario: it goes on step by step, so that its owner can show progress and stop it. Not thread-safe:
/// one owner.
/// </summary>
public sealed class ScenarioRunner : IDisposable
{
    /// <summary>The most lines of the log of a run without a browser.</summary>
    public const int MaxLogEntries = 5_000_000;

    private readonly ScenarioFile _file;
    private readonly Watch _watch;

    /// <summary>Begins a run; nothing happens before the first <see cref="Advance"/>.</summary>
    /// <param name="file">What is run: one cell, no sweep.</param>
    /// <param name="seed">Of this run.</param>
    /// <param name="stores">Where the nodes keep their rows; the run owns it.</param>
    /// <param name="options">How much is kept; null: up to <see cref="MaxLogEntries"/>.</param>
    public ScenarioRunner(ScenarioFile file, ulong seed, IStoreFactory stores, RunOptions? options = null)
        : this(file, Begin(file, seed, stores, options ?? new RunOptions { MaxLogEntries = MaxLogEntries }))
    {
    }

    /// <summary>Takes over a run that was made by <see cref="Begin"/>, or a fork of one: the runner owns it.</summary>
    /// <exception cref="ArgumentException">When the run was made otherwise: what it looked like in between was not
    /// noted.</exception>
    public ScenarioRunner(ScenarioFile file, SimulationRun run)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(run);
        _file = file;
        Run = run;
        _watch = run.Watch as Watch ?? throw new ArgumentException("The run was not watched from its beginning: make it with Begin.", nameof(run));
        End = Instant.After(EndOf(file));
    }

    /// <summary>A run of a file, watched for what its assertions need.</summary>
    /// <param name="file">What is run: one cell, no sweep.</param>
    /// <param name="seed">Of this run.</param>
    /// <param name="stores">Where the nodes keep their rows; the run owns it.</param>
    /// <param name="options">How much is kept.</param>
    public static SimulationRun Begin(ScenarioFile file, ulong seed, IStoreFactory stores, RunOptions options)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new SimulationRun(file.ToScenario(seed), stores, Watched(file, options));
    }

    /// <summary>Options with which a run of a file is watched for what its assertions need.</summary>
    public static RunOptions Watched(ScenarioFile file, RunOptions options) => options with { Watch = run => new Watch(file, run) };

    /// <summary>What it was read from.</summary>
    public ScenarioFile File => _file;

    /// <summary>What is being run.</summary>
    public SimulationRun Run { get; }

    /// <summary>When it is over, in virtual time.</summary>
    public Instant End { get; }

    /// <summary>Whether it is over.</summary>
    public bool IsOver => Run.Now >= End || Run.StoppedBecause is not null;

    /// <summary>Goes on for so long, in virtual time, or to the end.</summary>
    public void Advance(TimeSpan duration)
    {
        var until = Run.Now + duration < End ? Run.Now + duration : End;
        Run.RunUntil(until);
    }

    /// <summary>Judges a run that is over, or as far as it has come.</summary>
    public RunOutcome Judge()
    {
        var evidence = Gather();
        return new RunOutcome
        {
            Seed = Run.Scenario.Seed,
            Verdicts = [.. _file.Assertions.Select(assertion => Judges.Judge(assertion, evidence))],
            History = evidence.Asked,
            Faults = evidence.Faults,
            Ran = Run.Now.SinceStart,
            Steps = Run.Steps,
            Lines = Run.Log.Count,
            Hash = Run.LogHash(),
            StoppedBecause = Run.StoppedBecause,
        };
    }

    /// <summary>All that verdicts are made from, as far as the run has come.</summary>
    internal Evidence Gather()
    {
        _watch.Look();
        return Evidence.Of(_file, Run, _watch);
    }

    /// <summary>Runs to the end and judges.</summary>
    public static RunOutcome RunToEnd(ScenarioFile file, ulong seed, IStoreFactory? stores = null)
    {
        using var runner = new ScenarioRunner(file, seed, stores ?? new MemoryStoreFactory());
        runner.Advance(runner.End.SinceStart);
        return runner.Judge();
    }

    /// <inheritdoc/>
    public void Dispose() => Run.Dispose();

    /// <summary>
    /// How long a run of a file takes, in virtual time: as long as an assertion waits for something after the calm,
    /// it goes on.
    /// </summary>
    public static TimeSpan EndOf(ScenarioFile file) => file.Assertions.Aggregate(file.Until + file.Settle, (end, assertion) => assertion switch
    {
        Assertion.Converged converged when file.Until + converged.Within > end => file.Until + converged.Within,
        Assertion.Eventually eventually when file.Until + eventually.Within > end => file.Until + eventually.Within,
        Assertion.HintsDrained drained when drained.By > end => drained.By,
        _ => end,
    });
}
