// How a run is kept, whatever happens in it.
namespace DynamoKv.Engine.Simulation;

/// <summary>How a run is kept; none of it changes what happens, only what is remembered and how much.</summary>
public sealed record RunOptions
{
    /// <summary>The most log entries of a run that people watch.</summary>
    public const int DefaultMaxLogEntries = 1_000_000;

    /// <summary>False: no log is written (benchmarks, sweeps) and nothing is allocated for one.</summary>
    public bool IsTracing { get; init; } = true;

    /// <summary>The run stops, and says so, when its log has this many entries.</summary>
    public int MaxLogEntries { get; init; } = DefaultMaxLogEntries;

    /// <summary>The run stops, and says so, when this many events wait: messages under way, timers, steps of the disks.</summary>
    public int MaxWaitingEvents { get; init; } = 1_000_000;

    /// <summary>The most attempts of named clients that are remembered in memory; further ones are counted only.</summary>
    public int MaxClientRecords { get; init; } = 250_000;

    /// <summary>The most inputs that may wait at one node (paused, or busy with its disk); messages and requests beyond are lost.</summary>
    public int MaxWaitingInputs { get; init; } = 100_000;

    /// <summary>Makes what looks at the run from its beginning, in forks and replays too; null: nobody looks.</summary>
    public Func<SimulationRun, IRunWatch>? Watch { get; init; }
}
