// A stored run that is shown as it was recorded.
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using DynamoKv.Engine.AntiEntropy;
using DynamoKv.Engine.Archive.Runs;
using DynamoKv.Engine.Checking.Histories;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Scenarios;
using DynamoKv.Engine.Scenarios.Running;

namespace DynamoKv.Web.Sessions.Shelf;

/// <summary>
/// A stored run that is shown as it was recorded, because simulated again it takes another course: nothing can be done to it. Where keys live is
/// told as it was at the beginning. Thread-safe: nothing of it changes.
/// </summary>
internal sealed class RecordedSession : IOwnRun
{
    private readonly StoredRun _stored;
    private readonly string _why;
    private readonly IReadOnlyList<LogEntry> _log;
    private readonly RunProjection _projection;
    private readonly Action<string> _release;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _closed = new();
    private int _watchers;
    private long _lastUsed;

    /// <summary>Shows a recorded log.</summary>
    /// <param name="name">Under which it is found.</param>
    /// <param name="stored">The run.</param>
    /// <param name="file">Its scenario.</param>
    /// <param name="log">What is recorded.</param>
    /// <param name="why">Why it is not run, in a sentence for people.</param>
    /// <param name="release">Takes the name back.</param>
    /// <param name="time">Of the wall.</param>
    public RecordedSession(string name, StoredRun stored, ScenarioFile file, IReadOnlyList<LogEntry> log, string why, Action<string> release, TimeProvider time)
    {
        (Name, _stored, Scenario, _log, _why, _release, _time) = (name, stored, file, log, why, release, time);
        Ring = HashRing.Build(file.Cluster.Members, file.Cluster.Ring);
        _projection = new RunProjection(Ring.Members.Select(member => member.Id));
        _projection.CatchUp(log);
        FaultWindows = FaultFold.Of(log, stored.Now);
        Limits = new SessionLimits(why, why, why, why);
        Current = new SessionTick(1, new Playback(IsPaused: true, IsMoving: false, SimulationOptions.DefaultSpeed, stored.Now, log.Count, why), _projection.Head, []);
        _lastUsed = time.GetTimestamp();
    }

    public string Name { get; }

    public SessionMode Mode => SessionMode.Simulation;

    public string Title => _stored.Title;

    public ulong? Seed => _stored.Seed;

    public ScenarioFile Scenario { get; }

    public ImmutableArray<AssertionVerdict> Verdicts => _stored.Verdicts;

    public RunFigures? Figures => _stored.Figures;

    public ImmutableArray<FaultWindow> FaultWindows { get; }

    public RunKeeping Keeping => new(_stored.Id, null);

    public HashRing Ring { get; }

    public NodeOptions Options => Scenario.Cluster.Node;

    public SessionLimits Limits { get; }

    public SessionTick Current { get; }

    public long FirstEvent => 1;

    public IClusterRows Rows => new PictureRows(_projection.Head);

    public long KeyCount => _projection.Head.Nodes.Values.SelectMany(node => node.Rows.Keys).Distinct().LongCount();

    public string? DataFolder => null;

    public IRunControls? Controls => null;

    public TimeSpan IdleTime => Volatile.Read(ref _watchers) > 0 ? TimeSpan.Zero : _time.GetElapsedTime(Volatile.Read(ref _lastUsed));

    public ImmutableArray<AssertionVerdict> JudgeSoFar() => _stored.Verdicts;

    public RunOutcome JudgeRun() => new()
    {
        Seed = _stored.Seed,
        Verdicts = _stored.Verdicts,
        History = HistoryReader.Read(_log, new HistoryReaderOptions { Mode = Options.VersionMode }),
        Faults = FaultWindows,
        Ran = _stored.Now.SinceStart,
        Steps = _stored.Steps,
        Lines = _stored.Events,
        Hash = _stored.LogHash,
    };

    public Placement PlacementAt(long eventNumber) => new(Ring, Next: null, Epoch: 0);

    public async IAsyncEnumerable<SessionTick> WatchAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _closed.Token);
        var end = new TaskCompletionSource();
        await using var ending = either.Token.Register(end.SetResult);
        using var hold = KeepAwake();
        yield return Current;
        await end.Task;
        cancellation.ThrowIfCancellationRequested();
    }

    public IReadOnlyList<LogEntry> ReadLog(long first, int count)
    {
        var start = Math.Max(first, 1);
        var end = Math.Min(_log.Count, first - 1 + count);
        return [.. Enumerable.Range(0, (int)Math.Max(0, end - start + 1)).Select(index => _log[(int)start - 1 + index])];
    }

    public ClusterSnapshot SnapshotAt(long eventNumber)
    {
        Volatile.Write(ref _lastUsed, _time.GetTimestamp());
        var wanted = Math.Clamp(eventNumber, 0, _log.Count);
        var checkpoint = _projection.CheckpointBefore(wanted);
        return ReadLog(checkpoint.EventNumber + 1, (int)(wanted - checkpoint.EventNumber)).Aggregate(checkpoint, (snapshot, entry) => snapshot.Apply(entry));
    }

    public long EventAt(Instant time)
    {
        int low = 0, high = _log.Count;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = _log[middle].At <= time ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    public Task<ClientResponse> SubmitAsync(NodeId? via, Func<OperationId, ClientRequest> request, CancellationToken cancellation) => throw new RunRecordedException(_why);

    public Task<CommandAnswer> SendCommandAsync(NodeId node, Func<long, NodeCommand> command, CancellationToken cancellation) => throw new RunRecordedException(_why);

    public NodeSnapshot? Inspect(NodeId node) => null;

    public ValueTask<MerkleNode?> MerkleTreeAsync(NodeId node, RingPosition position, int levels, CancellationToken cancellation) => new((MerkleNode?)null);

    public string AddressOf(NodeId node) => $"sim:{node}";

    public Task RefreshAsync(CancellationToken cancellation) => Task.CompletedTask;

    public IDisposable KeepAwake()
    {
        Interlocked.Increment(ref _watchers);
        return new RunHold(() =>
        {
            Interlocked.Decrement(ref _watchers);
            Volatile.Write(ref _lastUsed, _time.GetTimestamp());
        });
    }

    public NodeActivity ActivityOf(NodeId node) => _projection.ActivityOf(node);

    public void Dispose()
    {
        if (!_closed.IsCancellationRequested)
        {
            _closed.Cancel();
            _release(Name);
        }
    }
}
