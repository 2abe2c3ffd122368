// The process in which a simulated node lives: up, paused or down.
using System.Globalization;
using DynamoKv.Engine.AntiEntropy;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Simulation.Events;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>
/// Hands a node its inputs in batches, commits, and only then releases what the node asks for: the same duties as the
/// host of a real node has. While a commit is under way inputs wait. What waits dies with the process.
/// </summary>
internal sealed class NodeProcess(World world, int position, NodeId id) : IDisposable
{
    private readonly DeterministicRandom _chance = world.Root.Stream($"disk/{id}");
    private readonly Queue<WaitingInput> _waiting = new();
    private readonly Batch _batch = new(world.Log.IsTracing);
    private DynamoNode? _node;
    private SimulatedDisk? _disk;
    private long _life;
    private bool _isCommitting;
    private bool _isCommitDue;

    /// <summary>Its name.</summary>
    public NodeId Id => id;

    /// <summary>Whether the process runs (paused or not).</summary>
    public bool IsUp => _node is not null;

    /// <summary>Whether the process is frozen.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>Whether one more input may wait.</summary>
    public bool HasRoom => _waiting.Count < world.Options.MaxWaitingInputs;

    /// <summary>What is wrong with its disk.</summary>
    public DiskFaults DiskFaults { get; } = new();

    /// <summary>Where keys live, as the node knows it; null while it is down or knows no cluster.</summary>
    public Placement? Placement => _node?.Scope.Placement;

    /// <summary>Its clock, which need not show the world's time.</summary>
    public NodeClock Clock { get; } = new();

    /// <summary>What the node says of itself; null while it is down.</summary>
    public NodeSnapshot? Snapshot() => _node?.Snapshot();

    /// <summary>Begins a life.</summary>
    /// <param name="cause">The log entry that led to it; 0: none.</param>
    public void Start(long cause)
    {
        _life++;
        Clock.Restart();
        _disk = new SimulatedDisk(world.Stores.Open(id), DiskFaults);
        var chance = world.Root.Stream(string.Create(CultureInfo.InvariantCulture, $"node/{id}/{_life}"));
        _node = new DynamoNode(id, world.Scenario.Node, world.RingsOf(id), _disk, chance);
        Take(NodeInput.Started, cause);
    }

    /// <summary>Ends the life; see <see cref="CrashLoss"/> for what is lost with it.</summary>
    public void Crash(CrashLoss loss, string why, long cause)
    {
        if (loss == CrashLoss.Memory && _isCommitting && TryCommit(out _))
            _batch.ReleaseStored(this);

        Stop();
        if (loss == CrashLoss.Disk)
        {
            world.Stores.Erase(id);
            DiskFaults.Replace();
        }

        Log(cause, new WorldEvent.NodeCrashed(id, loss, why));
    }

    /// <summary>Freezes the process.</summary>
    public void Pause()
    {
        IsPaused = true;
        Log(0, new WorldEvent.NodePaused(id));
    }

    /// <summary>Goes on with all that arrived meanwhile.</summary>
    public void Resume()
    {
        IsPaused = false;
        Log(0, new WorldEvent.NodeResumed(id));
        if (_isCommitDue)
            OnCommitDue(_life);
        else
            TakeBatches();
    }

    /// <summary>Takes an input, at once when nothing else is to be done first.</summary>
    public void Take(NodeInput input, long cause)
    {
        _waiting.Enqueue(new WaitingInput(input, cause));
        TakeBatches();
    }

    /// <summary>A timer is due; it counts only in the life that asked for it.</summary>
    public void OnTimer(in ScheduledEvent due)
    {
        if (IsUp && due.Number == _life)
            Take(NodeInput.TimerFired((NodeTimer)due.Payload!), due.Cause);
    }

    /// <summary>A commit's time is over.</summary>
    public void OnCommitDue(long life)
    {
        if (!IsUp || life != _life)
            return;

        _isCommitDue = IsPaused; // a frozen process does not hear from its disk
        if (IsPaused)
            return;

        _isCommitting = false;
        FinishBatch();
        TakeBatches();
    }

    /// <summary>Damages a stored row.</summary>
    public void FlipBit(Key key)
    {
        DiskFaults.Flip(key);
        Log(0, new WorldEvent.BitFlipped(id, key));
    }

    /// <summary>A node's tree over the range that has a position; null: the node is down, or has none.</summary>
    public MerkleNode? MerkleTree(RingPosition position, int levels) => _node?.MerkleTree(position, levels);

    /// <summary>What the disk holds, committed rows only, in key order.</summary>
    public IReadOnlyList<KeyValuePair<Key, SiblingSet>> ReadRows()
    {
        if (_disk is not null)
            return _disk.ReadCommitted();

        using var store = world.Stores.Open(id);
        return [.. store.Scan(null, int.MaxValue).Where(row => !DiskFaults.IsFlipped(row.Key))];
    }

    /// <summary>What the disk keeps for others.</summary>
    public IReadOnlyList<Hint> ReadHints()
    {
        if (_disk is not null)
            return _disk.ReadCommittedHints();

        using var store = world.Stores.Open(id);
        return [.. store.HintTargets.SelectMany(kept => store.HintsFor(kept.Target, int.MaxValue))];
    }

    /// <summary>Says what happened here; gives the number of the line, 0 when nobody keeps a log.</summary>
    public long Log(long cause, TraceEvent what) => world.Log.Add(world.Now, id, cause, what);

    /// <summary>Sends a message of the node. One to a member that nobody ever started reaches nobody.</summary>
    public void Send(in OutgoingMessage outgoing, long cause)
    {
        if (world.Nodes.Contains(outgoing.Receiver))
            world.Network.Send(position, world.Nodes[outgoing.Receiver], outgoing.Message, world.Now, cause);
    }

    /// <summary>Sets a timer of the node.</summary>
    public void Schedule(in ScheduledTimer timer, long cause)
    {
        var due = world.Now + timer.Delay;
        world.Queue.Add(new ScheduledEvent(due.Microseconds, EventClass.Timer, position, Number: _life, Cause: cause, Payload: timer.Timer));
    }

    /// <summary>Hands an answer to the client.</summary>
    public void Answer(ClientResponse response) => world.Clients.OnAnswer(response);

    /// <summary>Hands an answer to the administrator.</summary>
    public void Answer(CommandAnswer answer) => world.Commands.OnAnswer(id, answer);

    /// <inheritdoc/>
    public void Dispose() => _disk?.Dispose();

    private void TakeBatches()
    {
        while (_waiting.Count > 0 && IsUp && !IsPaused && !_isCommitting)
        {
            if (!TryStepBatch())
                return;

            var wait = _disk!.HasWrites ? DrawCommitTime() : TimeSpan.Zero;
            if (wait > TimeSpan.Zero)
            {
                _isCommitting = true;
                world.Queue.Add(new ScheduledEvent((world.Now + wait).Microseconds, EventClass.Commit, position, Number: _life));
            }
            else
            {
                FinishBatch();
            }
        }
    }

    private bool TryStepBatch()
    {
        try
        {
            StepBatch();
            return true;
        }
        catch (StoreFailedException failed)
        {
            Crash(CrashLoss.Unsynced, failed.Message, 0); // half a step is in memory: only the disk can be believed
            return false;
        }
    }

    private void StepBatch()
    {
        _disk!.KeepsBefore = !world.Scenario.Disk.CommitLatency.IsZero || DiskFaults.IsSlow;
        _batch.Clear();
        var size = _waiting.Count == 1 ? 1 : Math.Min(_waiting.Count, 1 + _chance.NextInt32(world.Scenario.Disk.MaxBatch));
        for (var taken = 0; taken < size; taken++)
            _batch.Step(_node!, _waiting.Dequeue(), Clock.Read(world.Now));
    }

    private TimeSpan DrawCommitTime() => world.Scenario.Disk.CommitLatency.Draw(_chance) + DiskFaults.DrawDelay(_chance);

    private void FinishBatch()
    {
        if (TryCommit(out var failure))
        {
            _batch.Release(this);
            return;
        }

        var fault = DiskFaults.CommitFault;
        var cause = fault is null ? 0 : world.Faults.EntryOf(fault);
        Crash(CrashLoss.Unsynced, failure, cause);
        if (fault is not null)
            world.Faults.Heal(fault);
    }

    // A commit that fails ends the process: memory and disk disagree, and only a restart from disk is safe.
    private bool TryCommit(out string failure)
    {
        failure = "";
        if (!_disk!.HasWrites)
            return true;

        try
        {
            _disk.Commit();
        }
        catch (Exception exception) when (exception is CommitFailedException or StoreFullException or StoreFailedException)
        {
            failure = exception.Message;
            return false;
        }

        if (world.Log.IsTracing)
            Log(0, new WorldEvent.BatchCommitted(id, _batch.Count));

        return true;
    }

    private void Stop()
    {
        _disk?.Dispose();
        (_disk, _node) = (null, null);
        _waiting.Clear();
        _batch.Clear();
        (_isCommitting, _isCommitDue, IsPaused) = (false, false, false);
        world.Clients.Forget(id);
    }
}
