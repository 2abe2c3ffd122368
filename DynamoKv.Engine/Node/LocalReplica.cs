// A node's own copy of the keys.
using DynamoKv.Engine.Node.Buffering;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Node;

/// <summary>A node's own copy of the keys, and the dots that it gives to the writes it coordinates.</summary>
/// <remarks>
/// A dot's counter runs over all keys of one life and lives in memory only: each start, and each damaged row, takes a
/// new durable incarnation. A replica that has forgotten a write of its own must not go on counting under the same
/// name, or contexts seem to cover writes that nobody saw (riak_kv issue 679).
/// </remarks>
internal sealed class LocalReplica(NodeScope scope, IReplicaStore store)
{
    private readonly VersionRules _rules = scope.Options.VersionRules;
    private readonly HashSet<Key> _damaged = []; // rows found damaged and not written since; looked up only
    private readonly WriteBuffer _buffer = new(scope, store);
    private long _lastCounter;
    private bool _hasForgottenOwn;

    /// <summary>Rows that were acknowledged from memory and wait for the disk.</summary>
    public WriteBuffer Buffer => _buffer;

    /// <summary>The node's disk; rows that wait in <see cref="Buffer"/> are not on it.</summary>
    public IReplicaStore Store => store;

    /// <summary>
    /// Hears of every row that changes: the key, what was held, what is held now. Null: nobody wants to know.
    /// </summary>
    public Action<Key, SiblingSet, SiblingSet>? Changed { get; set; }

    /// <summary>
    /// Hears of every row that is found damaged, each time it is met anew. Null: nobody wants to know.
    /// </summary>
    public Action<Key>? FoundDamaged { get; set; }

    public long Incarnation { get; private set; }

    public VersionRules Rules => _rules;

    public StoreStatistics Statistics => store.Statistics;

    public void BeginLife()
    {
        Incarnation = store.BeginIncarnation(atLeast: (scope.Now.Microseconds / 1000) + 1);
        _lastCounter = 0;
        _hasForgottenOwn = false;
    }

    public Dot NextDot()
    {
        if (_hasForgottenOwn)
        {
            BeginLife();
        }

        return new Dot(new VersionActor(scope.Self, Incarnation), ++_lastCounter);
    }

    /// <summary>
    /// This node will not hold these versions any more, though others do. If it made one of them, its next write of the
    /// key would seem to have seen it: a clock covers every earlier write of a life. So the next write begins a new
    /// life.
    /// </summary>
    public void OnForgotten(SiblingSet versions)
    {
        foreach (var sibling in versions.Siblings)
        {
            _hasForgottenOwn |= sibling.Dot.Actor == new VersionActor(scope.Self, Incarnation);
        }
    }

    /// <summary>
    /// Whether a context can be of this cluster as it is now: it covers no write of this node that was not made yet.
    /// One
    /// from another run or from before a reset would seem to have seen writes that are still to come, and swallow them.
    /// </summary>
    public bool CanHaveGiven(VectorClock context)
    {
        foreach (var entry in context.Entries)
        {
            if (entry.Actor.Node == scope.Self
                && (entry.Actor.Incarnation > Incarnation || (entry.Actor.Incarnation == Incarnation && entry.Counter > _lastCounter)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Up to so many whole rows after a key, as <see cref="IReplicaStore.Scan"/>; what waits in memory is written
    /// first.
    /// </summary>
    public IReadOnlyList<KeyValuePair<Key, SiblingSet>> Scan(Key? after, int limit)
    {
        return _buffer.Flush(FlushReason.Scan) ? store.Scan(after, limit) : _buffer.AddTo(store.Scan(after, limit), after, limit);
    }

    /// <summary>Writes what waits in memory. False: the disk is full, and some of it still waits.</summary>
    public bool Flush() => _buffer.Flush(FlushReason.Scan);

    /// <summary>What is held of the key; null: the row is damaged and counts as missing.</summary>
    public SiblingSet? Read(Key key)
    {
        if (_buffer.TryRead(key, out var waiting))
        {
            return waiting;
        }

        var row = store.Read(key);
        if (row.State != RowState.Damaged)
        {
            return row.Versions;
        }

        if (_damaged.Add(key))
        {
            BeginLife();
            scope.Counters.DamagedRows++;
            scope.Outbox.Trace(new TraceEvent.RowDamaged(key));
            FoundDamaged?.Invoke(key);
        }

        return null;
    }

    /// <summary>Merges versions into what is held. False: the disk is full, nothing changed.</summary>
    public bool Merge(OperationId? operation, Key key, SiblingSet versions, StoreReason reason, bool isDurable = true)
    {
        var held = Read(key);
        var merged = held is null ? versions : _rules.Merge(held, versions);
        var isStored = held is not null && merged.Equals(held) && !(isDurable && _buffer.TryRead(key, out _));
        return isStored || Replace(operation, key, held ?? SiblingSet.Empty, merged, reason, isDurable);
    }

    /// <summary>Removes a row for good. False: the disk is full, nothing changed.</summary>
    public bool Remove(Key key, SiblingSet held, RemoveReason reason)
    {
        try
        {
            store.Write(key, SiblingSet.Empty);
        }
        catch (StoreFullException)
        {
            return false; // even forgetting takes room for a moment
        }

        _buffer.Forget(key);
        if (reason == RemoveReason.HandedOver)
        {
            OnForgotten(held);
        }

        _damaged.Remove(key);
        Changed?.Invoke(key, held, SiblingSet.Empty);
        scope.Outbox.Trace(new TraceEvent.RowRemoved(key, reason));
        return true;
    }

    /// <summary>
    /// Replaces what is held; a damaged row counts as empty. False: the disk is full, nothing changed.
    /// </summary>
    /// <param name="isDurable">False: with buffered writes on, memory is enough (Dynamo 6.1).</param>
    public bool Replace(OperationId? operation, Key key, SiblingSet held, SiblingSet versions, StoreReason reason, bool isDurable = true)
    {
        var isBuffered = !isDurable && _buffer.IsOn;
        if (!(isBuffered ? _buffer.TryAdd(key, versions) : TryWrite(operation, key, versions)))
        {
            return false;
        }

        Changed?.Invoke(key, held, versions);
        if (scope.Outbox.IsTracing)
        {
            scope.Outbox.Trace(new TraceEvent.VersionsStored(operation, key, versions, reason, isBuffered));
        }

        return true;
    }

    private bool TryWrite(OperationId? operation, Key key, SiblingSet versions)
    {
        try
        {
            store.Write(key, versions);
        }
        catch (StoreFullException full)
        {
            scope.Outbox.Trace(new TraceEvent.WriteRefused(operation, key, full.Message));
            return false;
        }

        _buffer.Forget(key);
        if (_damaged.Count > 0)
        {
            _damaged.Remove(key);
        }

        return true;
    }
}
