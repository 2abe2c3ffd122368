// A scenario that is being run.
using System.Collections.Immutable;
using System.Globalization;
using DynamoKv.Engine.AntiEntropy;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Simulation.Clients;
using DynamoKv.Engine.Simulation.Logging;
using DynamoKv.Engine.Simulation.Machinery;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Simulation;

/// <summary>A scenario that is being run, with what people did to it. Not thread-safe: one owner.</summary>
public sealed partial class SimulationRun : IDisposable
{
    private readonly World _world;
    private readonly RunOptions _options;
    private readonly List<Intervention> _interventions = [];
    private readonly LogHasher _hasher;
    private readonly RunHistory _history = new();
    private Instant _nextLook;

    /// <summary>Starts the nodes of a scenario at virtual time zero; nothing else happens before the first step.</summary>
    /// <param name="scenario">What is run.</param>
    /// <param name="stores">Where the nodes keep their rows; the run owns and disposes it.</param>
    /// <param name="options">How much is kept; null: the defaults.</param>
    /// <exception cref="ArgumentException">When the scenario can't be run: the message names the place and says why.</exception>
    public SimulationRun(Scenario scenario, IStoreFactory stores, RunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(stores);
        _options = options ?? new RunOptions();
        _world = new World(scenario, stores, _options);
        _hasher = new LogHasher(_world.Log.Entries);
        Watch = _options.Watch?.Invoke(this);
        _nextLook = Watch?.NextAfter(Now) ?? default;
        Remember();
    }

    /// <summary>Why a scenario can't be run, in one sentence that names the place; null: it can.</summary>
    public static string? ProblemWith(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return ScenarioRules.Problem(scenario);
    }

    /// <summary>What is run.</summary>
    public Scenario Scenario => _world.Scenario;

    /// <summary>All nodes that were started so far, members or not, in the order in which they started.</summary>
    public ImmutableArray<NodeId> Nodes => [.. _world.Processes.Select(process => process.Id)];

    /// <summary>Where keys live: the ring of the node that is up and knows the newest membership; else that of the founders.</summary>
    public HashRing Ring => _world.Membership.NewestPlacement()?.Current ?? _world.Ring;

    /// <summary>Virtual time.</summary>
    public Instant Now => _world.Now;

    /// <summary>Events taken from the queue so far.</summary>
    public long Steps { get; private set; }

    /// <summary>What people did so far, in order.</summary>
    public IReadOnlyList<Intervention> Interventions => _interventions;

    /// <summary>All log entries so far; entry n stands at index n - 1. Empty when the run does not keep a log.</summary>
    public IReadOnlyList<LogEntry> Log => _world.Log.Entries;

    /// <summary>What looks at the run; null: nobody does.</summary>
    public IRunWatch? Watch { get; }

    /// <summary>What the workload's clients have come to so far.</summary>
    public WorkloadReport Workload => _world.Clients.Report;

    /// <summary>How long the workload's clients waited so far.</summary>
    public WorkloadLatencies Latencies => _world.Clients.Latencies;

    /// <summary>The clients that have names, in the order of their numbers; empty: none have.</summary>
    public ImmutableArray<string> ClientNames => _world.Clients.Named?.Names ?? [];

    /// <summary>What named clients did, in the order in which they asked, whether or not the run keeps a log.</summary>
    public IReadOnlyList<ClientRecord> ClientRecords => _world.Clients.Named?.Records.Kept ?? [];

    /// <summary>How many attempts of named clients found no room among those: see <see cref="RunOptions.MaxClientRecords"/>.</summary>
    public long ClientRecordsMissed => _world.Clients.Named?.Records.Missed ?? 0;

    /// <summary>The names of the faults in force, in ordinal order.</summary>
    public ImmutableArray<string> ActiveFaults => _world.Faults.Names;

    /// <summary>Why the run goes no further, in a sentence; null: it does.</summary>
    public string? StoppedBecause => Log.Count >= _options.MaxLogEntries
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"The log has reached its limit of {_options.MaxLogEntries:N0} entries: go back in time or start a new run.")
        : _world.Queue.Count > _options.MaxWaitingEvents
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"More than {_options.MaxWaitingEvents:N0} events wait, the most that a run may have: go back in time or start a new run.")
        : null;

    /// <summary>When the next event is due; null when nothing is, or the run has stopped.</summary>
    public Instant? NextAt => StoppedBecause is not null ? null
        : DueByHand() is { } due ? due.At
        : _world.Queue.Count > 0 ? new Instant(_world.Queue.NextTime)
        : null;

    /// <summary>SHA-256 (lower-case hexadecimal) over the canonical lines of the log so far.</summary>
    public string LogHash() => _hasher.Current();

    /// <summary>Takes the next event, or does the next thing that the scenario says was done by hand; false when there is none or the run has stopped.</summary>
    public bool Step()
    {
        if (StoppedBecause is not null)
            return false;
        if (DueByHand() is { } due)
        {
            DoByHand(due);
            return true;
        }

        if (Watch is not null && _world.Queue.Count > 0)
            LookBefore(new Instant(_world.Queue.NextTime));
        if (!_world.Step())
            return false;

        Steps++;
        Remember();
        return true;
    }

    /// <summary>Takes all events due at or before this time (at most maxSteps), then moves the clock there unless stopped before.</summary>
    /// <returns>How many events were taken.</returns>
    public long RunUntil(Instant until, long maxSteps = long.MaxValue)
    {
        var taken = 0L;
        while (NextAt is { } next && next <= until)
        {
            if (taken == maxSteps)
                return taken;

            Step();
            taken++;
        }

        if (StoppedBecause is null && until > Now)
            MoveTo(until);

        return taken;
    }

    /// <summary>Does something to the cluster now, and remembers it. All of it or, when it makes no sense, nothing.</summary>
    /// <exception cref="ArgumentException">When it makes no sense; the message is a sentence that says why.</exception>
    public void Apply(ScenarioAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        Apply(new Intervention(Now, Steps, action));
    }

    private void Apply(Intervention intervention)
    {
        if (ProblemWith(intervention.Action) is { } problem)
            throw new ArgumentException(problem);

        _interventions.Add(intervention);
        _world.Do(intervention.Action);
        Remember();
    }

    /// <summary>Why an action would be refused now, in a sentence; null: it would be done.</summary>
    public string? ProblemWith(ScenarioAction action) =>
        StoppedBecause
        ?? ActionRules.ProblemAnyTime(action, _world.Nodes)
        ?? ActionRules.ProblemNow(action, _world)
        ?? (action is RequestAction { Request: var request } && !_world.Clients.IsFresh(request.Operation)
            ? $"The operation {request.Operation} was there before: take a new one."
            : null);

    /// <summary>The id of the next request that enters at a node; it is taken when the request is applied, not before.</summary>
    /// <exception cref="ArgumentException">When there is no such node.</exception>
    public OperationId NextOperation(NodeId via) => _world.Clients.NextOperation(PositionOf(via));

    /// <summary>
    /// Answers to requests that came as actions since the last call, in order. A crash of the entry node loses the
    /// answer: callers time out by themselves.
    /// </summary>
    public IReadOnlyList<ClientResponse> TakeResponses() => _world.Clients.TakeAnswers();

    /// <summary>The number of the next command; it is taken when the command is applied.</summary>
    public long NextCommand => _world.Commands.NextNumber;

    /// <summary>Answers to commands since the last call, in order. A crash of the node loses them.</summary>
    public IReadOnlyList<CommandAnswer> TakeCommandAnswers() => _world.Commands.TakeAnswers();

    /// <summary>Whether a node's process runs; it may be paused.</summary>
    /// <exception cref="ArgumentException">When there is no such node.</exception>
    public bool IsUp(NodeId node) => _world.Processes[PositionOf(node)].IsUp;

    /// <summary>Whether a node's process is frozen.</summary>
    /// <exception cref="ArgumentException">When there is no such node.</exception>
    public bool IsPaused(NodeId node) => _world.Processes[PositionOf(node)].IsPaused;

    /// <summary>What a node says of itself; null while it is down.</summary>
    /// <exception cref="ArgumentException">When there is no such node.</exception>
    public NodeSnapshot? Inspect(NodeId node) => _world.Processes[PositionOf(node)].Snapshot();

    /// <summary>A node's Merkle tree over the range that has a position; null: the node is down, or replicates no such range, or is still building.</summary>
    /// <param name="levels">How many levels below the root are shown.</param>
    /// <exception cref="ArgumentException">When there is no such node, or the levels are negative.</exception>
    public MerkleNode? MerkleTree(NodeId node, RingPosition position, int levels) =>
        _world.Processes[PositionOf(node)].MerkleTree(position, levels);

    /// <summary>What a node's disk holds (committed rows, in key order), straight from its store: the oracle for projections.</summary>
    /// <exception cref="ArgumentException">When there is no such node.</exception>
    public IReadOnlyList<KeyValuePair<Key, SiblingSet>> Rows(NodeId node) => _world.Processes[PositionOf(node)].ReadRows();

    /// <summary>What a node's disk keeps for others, sorted by target, the oldest first; a batch under way included.</summary>
    /// <exception cref="ArgumentException">When there is no such node.</exception>
    public IReadOnlyList<Hint> Hints(NodeId node) => _world.Processes[PositionOf(node)].ReadHints();

    /// <summary>Ends the run and closes its disks.</summary>
    public void Dispose()
    {
        _world.Dispose();
        _hasher.Dispose();
    }

    private void StepTo(long step)
    {
        while (Steps < step && Step())
        {
        }
    }

    private void MoveTo(Instant time)
    {
        LookBefore(time);
        _world.Now = time;
    }

    // All times that the clock is about to pass; one that it only reaches may still see more of its own instant.
    private void LookBefore(Instant time)
    {
        for (; Watch is not null && _nextLook < time; _nextLook = Watch.NextAfter(_nextLook))
        {
            _world.Now = _nextLook;
            Watch.Look();
        }
    }

    private void Remember() => _history.Remember(Log.Count, Steps, _interventions.Count, _nextByHand);

    private int PositionOf(NodeId node) => _world.Nodes.Contains(node)
        ? _world.Nodes[node]
        : throw new ArgumentException($"There is no node '{node.Value}' in this cluster: it has {_world.Nodes}.", nameof(node));
}
