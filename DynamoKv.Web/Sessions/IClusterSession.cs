// What a page or an endpoint sees of a cluster, simulated or live.
using System.Collections.Immutable;
using DynamoKv.Engine.AntiEntropy;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Scenarios;
using DynamoKv.Engine.Scenarios.Running;
using DynamoKv.Engine.Simulation;
using DynamoKv.Web.Sessions.Shelf;

namespace DynamoKv.Web.Sessions;

public enum SessionMode { Simulation, Live }

/// <summary>Where a run's head stands. Holder of a request or a playing viewer keeps it awake; nobody: it sleeps.</summary>
/// <param name="IsPaused">Held by somebody through the API: nothing moves, requests are refused with 409.</param>
/// <param name="IsMoving">Virtual time is passing right now (not paused, not asleep, not stopped).</param>
/// <param name="Speed">Virtual seconds per real second.</param>
/// <param name="StoppedBecause">A limit that was hit (stated to people); null: none.</param>
public sealed record Playback(bool IsPaused, bool IsMoving, double Speed, Instant Now, long LastEvent, string? StoppedBecause)
{
    /// <summary>The engine can't keep up with <see cref="Speed"/>: the run is slower than asked.</summary>
    public bool IsBehind { get; init; }
}

/// <summary>At most ten a second: the newest state and what is new since the last tick.</summary>
public sealed record SessionTick(long Sequence, Playback Playback, ClusterSnapshot Head, IReadOnlyList<LogEntry> NewEntries);

/// <summary>A cluster as pages see it. Thread-safe.</summary>
public interface IClusterSession
{
    /// <summary>"main", or the id of a run of one's own.</summary>
    string Name { get; }
    SessionMode Mode { get; }
    /// <summary>The member whose server this is, from which the cluster is seen unless another one is named; null: a simulation has none.</summary>
    NodeId? Self => null;
    /// <summary>What the run is called in words, and its seed.</summary>
    string Title { get; }
    ulong? Seed { get; }
    /// <summary>The scenario that is run; null: there is none (a live cluster).</summary>
    ScenarioFile? Scenario => null;
    /// <summary>When the scenario is over, in virtual time: then the run stands still and is judged; null: never.</summary>
    Instant? End => null;
    /// <summary>What came of the scenario's assertions, in their order; empty until the run is over: see <see cref="JudgeSoFar"/>.</summary>
    ImmutableArray<AssertionVerdict> Verdicts => [];
    /// <summary>Judges the scenario's assertions by what has happened so far; costs about as much as reading the log once, nothing when nothing has moved.</summary>
    ImmutableArray<AssertionVerdict> JudgeSoFar() => [];
    /// <summary>All that came of the run so far: judged like <see cref="JudgeSoFar"/>; null: there is nothing to judge.</summary>
    RunOutcome? JudgeRun() => null;
    /// <summary>The run's numbers, as of the last time it was judged; null: it never was.</summary>
    RunFigures? Figures => null;
    /// <summary>The scenario that reproduces this run event for event up to now, to be edited and run again; null: there is none.</summary>
    ScenarioFile? SaveAsScenario() => null;
    /// <summary>Whether the run is kept in the archive.</summary>
    RunKeeping Keeping => new(null, null);
    /// <summary>When what was broken, by plan or by hand, in the order of their beginnings; those that go on end now.</summary>
    ImmutableArray<FaultWindow> FaultWindows => [];
    /// <summary>The ring whose members hold the data now.</summary>
    HashRing Ring { get; }
    /// <summary>Where keys lived at an event, as the node knew it that knew most.</summary>
    Placement PlacementAt(long eventNumber);
    NodeOptions Options { get; }
    /// <summary>What can't be done here, and why.</summary>
    SessionLimits Limits { get; }
    SessionTick Current { get; }
    /// <summary>What time it is in the cluster: what has lived until then reads as deleted.</summary>
    Instant Now => Current.Playback.Now;
    /// <summary>The number of the oldest entry that is kept: 1 in a simulation, which keeps all.</summary>
    long FirstEvent { get; }
    /// <summary>The number of the newest entry that was told.</summary>
    long LastEvent => Current.Playback.LastEvent;
    /// <summary>Ticks from now on, first Current; a slow reader skips to the newest tick (NewEntries then spans what it missed, up to a bound; read the log for more).</summary>
    IAsyncEnumerable<SessionTick> WatchAsync(CancellationToken cancellation);
    /// <summary>Entries first..first+count-1 (numbers from 1) as far as they exist.</summary>
    IReadOnlyList<LogEntry> ReadLog(long first, int count);
    /// <summary>The snapshot at any past entry that is kept (0: before the first). Uses checkpoints: cheap.</summary>
    ClusterSnapshot SnapshotAt(long eventNumber);
    /// <summary>The number of the last entry at or before a virtual time.</summary>
    long EventAt(Instant time);
    /// <summary>A client's request; via null: the next node in turn that is up. Keeps the run awake until answered.</summary>
    /// <exception cref="RunPausedException">When the run is paused.</exception>
    /// <exception cref="NodeDownException">When the node, or every node, is down.</exception>
    /// <exception cref="RunStoppedException">When the run has stopped for good or was closed.</exception>
    /// <exception cref="ArgumentException">When there is no such node.</exception>
    Task<ClientResponse> SubmitAsync(NodeId? via, Func<OperationId, ClientRequest> request, CancellationToken cancellation);
    /// <summary>An administrator's command to a node; the run gives it its number. Keeps the run awake until answered.</summary>
    /// <exception cref="RunPausedException">When the run is paused.</exception>
    /// <exception cref="NodeDownException">When the node is down.</exception>
    /// <exception cref="NodeSilentException">When no answer came: whether it was done is unknown.</exception>
    /// <exception cref="RunStoppedException">When the run has stopped for good or was closed.</exception>
    /// <exception cref="ArgumentException">When there is no such node.</exception>
    Task<CommandAnswer> SendCommandAsync(NodeId node, Func<long, NodeCommand> command, CancellationToken cancellation);
    /// <summary>What a node says of itself now; null while it is down or unknown.</summary>
    NodeSnapshot? Inspect(NodeId node);
    /// <summary>A node's Merkle tree over the range that has a position; null: it is down or building, or has no such range.</summary>
    ValueTask<MerkleNode?> MerkleTreeAsync(NodeId node, RingPosition position, int levels, CancellationToken cancellation);
    /// <summary>What the nodes hold. Of a simulation it is of this moment, however long it is read.</summary>
    IClusterRows Rows { get; }
    /// <summary>How many different keys there are; of a live cluster about.</summary>
    long KeyCount { get; }
    /// <summary>Where a node is reached; empty: nobody knows.</summary>
    string AddressOf(NodeId node);
    /// <summary>Sees to it that what this session tells without waiting is of now. A member that is silent is not waited for long.</summary>
    Task RefreshAsync(CancellationToken cancellation);
    /// <summary>Somebody watches: while at least one is held, a simulation moves, and a live cluster's members tell what they do. Dispose to let go.</summary>
    IDisposable KeepAwake();
    /// <summary>When a node last did anything and how many log entries are its own.</summary>
    NodeActivity ActivityOf(NodeId node);
    /// <summary>Where the nodes' databases are; null: in memory.</summary>
    string? DataFolder { get; }
    /// <summary>Null where the world can't be controlled.</summary>
    IRunControls? Controls { get; }
    /// <summary>Puts faults into a real cluster; null: this is none, or its member was not started with --enable-chaos.</summary>
    IMemberFaults? Faults => null;
}

/// <summary>What can be done to a simulated run. Thread-safe. Everything but speed and pause is recorded as an intervention.</summary>
public interface IRunControls
{
    /// <summary>A playing viewer: while at least one is held, the head moves. Dispose to let go.</summary>
    IDisposable KeepAwake();
    void SetSpeed(double virtualSecondsPerSecond);
    void Pause();
    void Resume();
    /// <summary>Takes engine steps until at least one new log entry is written. Only sensible when the head does not move by itself.</summary>
    void StepForward();
    /// <summary>Runs on to a later time, or until the run stops, as fast as the engine can.</summary>
    /// <exception cref="ArgumentException">When the time is past.</exception>
    void MoveTo(Instant time);
    /// <exception cref="ArgumentException">When it makes no sense now; the message says why, for people.</exception>
    void Apply(ScenarioAction action);
    /// <summary>Interventions so far as scenario lines with their times, e.g. "- { at: 12.300000s, crash: { node: C, lose: memory } }".</summary>
    IReadOnlyList<string> ScenarioLines { get; }
    /// <summary>A run of one's own that shares the past up to an event. Returns its session.</summary>
    /// <exception cref="RunLimitException">When the server holds its most runs already.</exception>
    IClusterSession Fork(long eventNumber);
}

/// <summary>All runs of this server.</summary>
public interface IRunRegistry
{
    IClusterSession Main { get; }
    IClusterSession? Find(string name);
    IReadOnlyList<IClusterSession> All { get; }
    /// <summary>A fresh run of the demo scenario.</summary>
    /// <exception cref="RunLimitException">When the server holds its most runs already.</exception>
    /// <exception cref="NotSimulatedException">When this server is a node of a real cluster.</exception>
    IClusterSession Create(ulong? seed);
    /// <summary>A fresh run of a scenario: its sweep and its repeats are left out, one run is shown.</summary>
    /// <param name="file">What is run.</param>
    /// <param name="seed">Of this run; null: the file's own.</param>
    /// <exception cref="RunLimitException">When the server holds its most runs already, or the cluster is too large to be watched.</exception>
    /// <exception cref="NotSimulatedException">When this server is a node of a real cluster.</exception>
    IClusterSession Create(ScenarioFile file, ulong? seed);
    /// <summary>The runs that are kept for good, those that are open among them; null: this server keeps none.</summary>
    RunShelf? Shelf => null;
    /// <summary>
    /// Opens a stored run: it is simulated again to where it stood, and goes on from there. Where it takes another course now, what was recorded is shown
    /// read-only, and the limits of the session say why. It takes about as long as the run itself took.
    /// </summary>
    /// <exception cref="KeyNotFoundException">When there is no such run.</exception>
    /// <exception cref="RunRecordedException">When this version understands neither its scenario nor, therefore, its log.</exception>
    /// <exception cref="RunLimitException">When the server holds its most runs already.</exception>
    IClusterSession Open(long stored) => throw new KeyNotFoundException("This server keeps no runs.");
    /// <summary>Ends a run of one's own; it stays in the archive.</summary>
    /// <exception cref="ArgumentException">When it is not one's own, or there is none.</exception>
    void Close(string name) => throw new ArgumentException("This server has no runs of one's own.");
    /// <summary>Deletes a run from the archive; false: there is none. One that is open stays open.</summary>
    bool DeleteStored(long stored) => false;
}

public sealed class RunPausedException(string message) : Exception(message);
public sealed class RunLimitException(string message) : Exception(message);
