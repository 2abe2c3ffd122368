// A simulated run as pages and endpoints see it.
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Scenarios.Running;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Web.Sessions;

/// <summary>
/// A simulated run as pages and endpoints see it. One lock guards the run; it is held for at most half a tick, or for a
/// fork's replay. Virtual time passes while a viewer holds the run awake or a client awaits an answer; otherwise no timer runs.
/// </summary>
public sealed partial class SimulationSession : IOwnRun
{
    private readonly Lock _gate = new();
    private readonly SimulationRun _run;
    private readonly ScenarioRunner _runner;
    private readonly SimulationOptions _options;
    private readonly IRunFactory _runs;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly RunProjection _projection;
    private readonly PlacementHistory _placements;
    private readonly PendingRequests _pending;
    private readonly RunPacer _pacer;
    private readonly TickBroadcast _broadcast;
    private readonly ITimer _timer;
    private long _sequence;
    private int _holds;
    private int _turn;
    private bool _isPaused;
    private bool _isTicking;
    private bool _isDisposed;
    private string? _stoppedBecause;
    private long _lastUsed;

    /// <summary>Begins a run: this session owns and disposes it.</summary>
    internal SimulationSession(
        string name, RunPlan plan, IStoreFactory disks, SimulationOptions options, IRunFactory runs, TimeProvider time, ILogger log, IOperationWatch? watch = null)
    {
        var run = plan.Make(disks);
        _runner = new ScenarioRunner(plan.Scenario, run);
        Scenario = plan.Scenario;
        _plan = plan;
        _begunAt = plan.Stored?.BegunAt ?? time.GetUtcNow();
        _pending = new PendingRequests(watch);
        Name = name;
        _run = run;
        _options = options;
        _runs = runs;
        _time = time;
        _log = log;
        _projection = new RunProjection(run.Ring.Members.Select(member => member.Id));
        _placements = new PlacementHistory(new Placement(run.Ring, Next: null, Epoch: 0));
        FoldLog();
        TakeOver(plan.Stored);
        _pacer = new RunPacer(run, options, time) { End = End };
        StopAtEnd();
        _broadcast = new TickBroadcast(MakeTick([]), ReadLog, options.TickInterval, time);
        _timer = time.CreateTimer(_ => Tick(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _lastUsed = time.GetTimestamp();
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public SessionMode Mode => SessionMode.Simulation;

    /// <inheritdoc/>
    public string Title => _run.Scenario.Name;

    /// <inheritdoc/>
    public ulong? Seed => _run.Scenario.Seed;

    /// <inheritdoc/>
    public HashRing Ring => PlacementAt(long.MaxValue).Current;

    /// <inheritdoc/>
    public Placement PlacementAt(long eventNumber)
    {
        lock (_gate)
        {
            return _placements.At(eventNumber);
        }
    }

    /// <inheritdoc/>
    public NodeOptions Options => _run.Scenario.Node;

    /// <inheritdoc/>
    public string? DataFolder => _runs.FolderOf(Name);

    /// <inheritdoc/>
    public IRunControls? Controls => this;

    /// <inheritdoc/>
    public SessionLimits Limits => SessionLimits.None;

    /// <inheritdoc/>
    public long FirstEvent => 1;

    /// <inheritdoc/>
    public IClusterRows Rows => new PictureRows(Current.Head);

    /// <inheritdoc/>
    public long KeyCount => Current.Head.Nodes.Values.SelectMany(node => node.Rows.Keys).Distinct().LongCount();

    /// <inheritdoc/>
    public string AddressOf(NodeId node) => $"sim:{node}";

    /// <inheritdoc/>
    public Task RefreshAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc/>
    public SessionTick Current => _broadcast.Current;

    /// <inheritdoc/>
    public IAsyncEnumerable<SessionTick> WatchAsync(CancellationToken cancellation) => _broadcast.WatchAsync(cancellation);

    /// <inheritdoc/>
    public NodeActivity ActivityOf(NodeId node)
    {
        lock (_gate)
        {
            return _projection.ActivityOf(node);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<LogEntry> ReadLog(long first, int count)
    {
        lock (_gate)
        {
            var log = _run.Log;
            var start = Math.Max(first, 1);
            var end = Math.Min(log.Count, first - 1 + count);
            var entries = new List<LogEntry>((int)Math.Max(0, end - start + 1));
            for (var number = start; number <= end; number++)
            {
                entries.Add(log[(int)number - 1]);
            }

            return entries;
        }
    }

    /// <inheritdoc/>
    public ClusterSnapshot SnapshotAt(long eventNumber)
    {
        ClusterSnapshot snapshot;
        lock (_gate)
        {
            var wanted = Math.Clamp(eventNumber, 0, _projection.Head.EventNumber);
            if (wanted == _projection.Head.EventNumber)
            {
                return _projection.Head;
            }

            snapshot = _projection.CheckpointBefore(wanted);
            eventNumber = wanted;
        }

        // Folding needs no lock: entries and snapshots are immutable.
        foreach (var entry in ReadLog(snapshot.EventNumber + 1, (int)(eventNumber - snapshot.EventNumber)))
        {
            snapshot = snapshot.Apply(entry);
        }

        return snapshot;
    }

    /// <inheritdoc/>
    public long EventAt(Instant time)
    {
        lock (_gate)
        {
            var log = _run.Log;
            int low = 0, high = log.Count;
            while (low < high)
            {
                var middle = low + ((high - low) / 2);
                (low, high) = log[middle].At <= time ? (middle + 1, high) : (low, middle);
            }

            return low;
        }
    }

    /// <summary>Folds what is new in the log; when keys live elsewhere, asks the nodes where.</summary>
    private void FoldLog()
    {
        for (var index = (int)_projection.Head.EventNumber; index < _run.Log.Count; index++)
        {
            _faults.Take(_run.Log[index]);
        }

        if (!_projection.CatchUp(_run.Log))
        {
            return;
        }

        foreach (var node in _projection.Head.Nodes.Keys)
        {
            if (_run.Inspect(node)?.Placement is { } known)
            {
                _placements.Learn(_projection.Head.EventNumber, known);
            }
        }
    }

    /// <inheritdoc/>
    public TimeSpan IdleTime
    {
        get
        {
            lock (_gate)
            {
                if (_holds > 0 || _pending.Count > 0 || _commands.Count > 0 || _broadcast.WatcherCount > 0)
                {
                    _lastUsed = _time.GetTimestamp();
                }

                return _time.GetElapsedTime(_lastUsed);
            }
        }
    }

    /// <summary>Ends the run: watchers end, clients that wait are told.</summary>
    public void Dispose()
    {
        _runs.Keep(this);
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            _timer.Dispose();
            FailAll(new RunStoppedException(ClosedSentence));
            _broadcast.Close();
            _run.Dispose();
        }

        _runs.Release(Name);
    }

    private string ClosedSentence => $"The run {Name} was closed: start another one, or use main.";
}
