// A node's own copy of the keys.
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
    private readonly VersionRules _rules = VersionRules.For(scope.Options.VersionMode);
    private long _lastCounter;

    public long Incarnation { get; private set; }

    public VersionRules Rules => _rules;

    public StoreStatistics Statistics => store.Statistics;

    public void BeginLife()
    {
        Incarnation = store.BeginIncarnation(atLeast: (scope.Now.Microseconds / 1000) + 1);
        _lastCounter = 0;
    }

    public Dot NextDot() => new(new VersionActor(scope.Self, Incarnation), ++_lastCounter);

    /// <summary>
    /// Whether a context can be of this cluster as it is now: it covers no write of this node that was not made yet. One
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

    /// <summary>What is held of the key; null: the row is damaged and counts as missing.</summary>
    public SiblingSet? Read(Key key)
    {
        var row = store.Read(key);
        if (row.State != RowState.Damaged)
        {
            return row.Versions;
        }

        BeginLife();
        scope.Outbox.Trace(new TraceEvent.RowDamaged(key));
        return null;
    }

    /// <summary>Merges versions into what is held. False: the disk is full, nothing changed.</summary>
    public bool Merge(OperationId operation, Key key, SiblingSet versions, StoreReason reason)
    {
        var held = Read(key);
        var merged = held is null ? versions : _rules.Merge(held, versions);
        return (held is not null && merged.Equals(held)) || Write(operation, key, merged, reason);
    }

    /// <summary>Replaces what is held. False: the disk is full, nothing changed.</summary>
    public bool Write(OperationId operation, Key key, SiblingSet versions, StoreReason reason)
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

        if (scope.Outbox.IsTracing)
        {
            scope.Outbox.Trace(new TraceEvent.VersionsStored(operation, key, versions, reason));
        }

        return true;
    }
}
