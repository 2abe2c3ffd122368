// All runs of this server.
using System.Globalization;
using DynamoKv.Engine.Scenarios;
using DynamoKv.Engine.Scenarios.Running;
using DynamoKv.Engine.Simulation;
using DynamoKv.Web.Sessions.Shelf;

namespace DynamoKv.Web.Sessions;

/// <summary>The main run and people's own ones: "run-2", "run-3"... A run that nobody used for a while is closed. Thread-safe.</summary>
public sealed partial class RunRegistry : IRunRegistry, IRunFactory, IDisposable
{
    /// <summary>The name of the run that everybody shares.</summary>
    public const string MainName = "main";

    private readonly Lock _gate = new();
    private readonly SortedDictionary<int, IOwnRun> _own = [];
    private readonly HashSet<int> _reserved = [];
    private readonly SimulationOptions _options;
    private readonly RunStores _stores;
    private readonly TimeProvider _time;
    private readonly ILogger<RunRegistry> _log;
    private readonly SimulationSession _main;
    private readonly ITimer _sweep;
    private int _lastNumber = 1;
    private bool _isDisposed;

    /// <summary>Starts the main run, asleep until somebody looks or calls.</summary>
    /// <param name="options">What bounds the runs.</param>
    /// <param name="stores">Where their nodes' disks are.</param>
    /// <param name="time">Of the wall.</param>
    /// <param name="log">For runs that fail.</param>
    /// <param name="watch">Measures what clients of the main run are answered; null: nobody does.</param>
    /// <param name="shelf">Where runs are kept for good; null: nowhere.</param>
    public RunRegistry(SimulationOptions options, RunStores stores, TimeProvider time, ILogger<RunRegistry> log, IOperationWatch? watch = null, RunShelf? shelf = null)
    {
        _options = options;
        _stores = stores;
        _time = time;
        _log = log;
        _shelf = shelf;
        _main = Open(MainName, Demo(options.Seed), watch);
        var pause = options.RunIdleTime / 4;
        _sweep = time.CreateTimer(_ => CloseIdleRuns(), null, pause, pause);
        _keeper = shelf is null ? null : time.CreateTimer(_ => KeepAll(), null, options.KeepEvery, options.KeepEvery);
    }

    /// <inheritdoc/>
    public IClusterSession Main => _main;

    /// <inheritdoc/>
    public IReadOnlyList<IClusterSession> All
    {
        get
        {
            lock (_gate)
            {
                return [_main, .. _own.Values];
            }
        }
    }

    /// <inheritdoc/>
    public IClusterSession? Find(string name)
    {
        if (name == MainName)
        {
            return _main;
        }

        lock (_gate)
        {
            return NumberOf(name) is { } number && _own.TryGetValue(number, out var session) ? session : null;
        }
    }

    /// <inheritdoc/>
    public IClusterSession Create(ulong? seed) => Add(Demo(seed ?? _options.Seed));

    /// <inheritdoc/>
    public IClusterSession Create(ScenarioFile file, ulong? seed)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Cluster.Nodes.Length > _options.MaxNodes)
        {
            throw new RunLimitException(string.Create(
                CultureInfo.InvariantCulture,
                $"The scenario has {file.Cluster.Nodes.Length} nodes: a run that is watched has {_options.MaxNodes} at most. Run it without a browser, or with fewer nodes."));
        }

        return Add(PlanOf(file, seed ?? file.Seed));
    }

    /// <summary>Opens a run under the next free number.</summary>
    IClusterSession IRunFactory.Add(RunPlan plan) => Add(plan);

    private SimulationSession Add(RunPlan plan) => AddOwn(name => Open(name, plan));

    private TRun AddOwn<TRun>(Func<string, TRun> open)
        where TRun : IOwnRun
    {
        var number = Reserve();
        try
        {
            var session = open(NameOf(number));
            lock (_gate)
            {
                _own.Add(number, session);
            }

            return session;
        }
        finally
        {
            lock (_gate)
            {
                _reserved.Remove(number);
            }
        }
    }

    /// <inheritdoc/>
    public void Release(string name)
    {
        lock (_gate)
        {
            if (NumberOf(name) is { } number)
            {
                _own.Remove(number);
            }
        }

        _stores.Delete(name);
    }

    /// <inheritdoc/>
    public string? FolderOf(string name) => _stores.FolderOf(name);

    /// <summary>Ends all runs.</summary>
    public void Dispose()
    {
        IOwnRun[] open;
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            open = [_main, .. _own.Values];
        }

        _sweep.Dispose();
        _keeper?.Dispose();
        foreach (var session in open)
        {
            session.Dispose();
        }
    }

    private void CloseIdleRuns()
    {
        IOwnRun[] idle;
        lock (_gate)
        {
            idle = [.. _own.Values.Where(session => session.IdleTime >= _options.RunIdleTime)];
        }

        foreach (var session in idle)
        {
            session.Dispose();
        }
    }

    private int Reserve()
    {
        lock (_gate)
        {
            if (_own.Count + _reserved.Count >= _options.MaxRuns)
            {
                throw new RunLimitException(
                    $"The server holds its most runs already ({_options.MaxRuns} beside main): use one of them, or wait; a run is closed after "
                    + $"{_options.RunIdleTime.TotalMinutes.ToString("0.#", CultureInfo.InvariantCulture)} minutes without a viewer.");
            }

            _reserved.Add(++_lastNumber);
            return _lastNumber;
        }
    }

    private RunOptions Kept => new() { MaxLogEntries = (int)_options.MaxLogEntries };

    private RunPlan Demo(ulong seed) => PlanOf(DemoFile.Create(seed, _options.Quorum), seed);

    private RunPlan PlanOf(ScenarioFile file, ulong seed) => new(file, disks => ScenarioRunner.Begin(file, seed, disks, Kept));

    private SimulationSession Open(string name, RunPlan plan, IOperationWatch? watch = null)
    {
        var disks = _stores.Create(name);
        try
        {
            return new SimulationSession(name, plan, disks, _options, this, _time, _log, watch);
        }
        catch
        {
            disks.Dispose();
            throw;
        }
    }

    private static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"run-{number}");

    private static int? NumberOf(string name) =>
        name.StartsWith("run-", StringComparison.Ordinal) && int.TryParse(name.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
