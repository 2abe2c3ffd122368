// What bounds the simulated runs of a server.
using DynamoKv.Engine.Archive.Runs;
using DynamoKv.Engine.Quorums;

namespace DynamoKv.Web.Sessions;

/// <summary>What bounds the simulated runs of a server.</summary>
public sealed record SimulationOptions
{
    /// <summary>The slowest speed, in virtual seconds per real second.</summary>
    public const double MinSpeed = 0.001;

    /// <summary>The fastest speed, in virtual seconds per real second; the engine may not keep up, and then says so.</summary>
    public const double MaxSpeed = 1_000_000;

    /// <summary>A quarter of real time: slow enough to follow a message with the eye.</summary>
    public const double DefaultSpeed = 0.25;

    /// <summary>N, R and W of fresh runs.</summary>
    public Quorum Quorum { get; init; } = Quorum.Default;

    /// <summary>The seed of the main run, and of own runs that name none.</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>The speed at which runs start.</summary>
    public double Speed { get; init; } = DefaultSpeed;

    /// <summary>Where the nodes' databases are kept; null: a folder of the app below the user's local data.</summary>
    public string? DataFolder { get; init; }

    /// <summary>The most runs beside the main one.</summary>
    public int MaxRuns { get; init; } = 50;

    /// <summary>The most runs that one page may have opened at a time.</summary>
    public int MaxRunsOfPage { get; init; } = 4;

    /// <summary>The most nodes of a scenario that is watched; runs without a browser may have more.</summary>
    public int MaxNodes { get; init; } = 100;

    /// <summary>A run of one's own that nobody looked at or called for this long is closed.</summary>
    public TimeSpan RunIdleTime { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>A run stops when its log has this many entries.</summary>
    public long MaxLogEntries { get; init; } = 1_000_000;

    /// <summary>True: the nodes keep their rows in memory only.</summary>
    public bool StoresInMemory { get; init; }

    /// <summary>How often what has changed of the runs is kept in the archive.</summary>
    public TimeSpan KeepEvery { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How many runs the archive keeps, and for how long.</summary>
    public RunRetention Retention { get; init; } = new();

    /// <summary>How often a moving run is advanced: at most ten times a second for people.</summary>
    public TimeSpan TickInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The most engine steps in one advance; what is left is given up, and the run says that it is behind.</summary>
    public long MaxStepsPerTick { get; init; } = 50_000;
}
