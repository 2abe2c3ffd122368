// Rows that were acknowledged from memory and wait to be written.
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Node.Buffering;

/// <summary>
/// Rows that wait in memory for their disk (Dynamo 6.1). Off unless the options are set: then it is always empty.
/// </summary>
/// <remarks>
/// A crash loses exactly what is in here. That is safe for the causal history: the dots of the life that ends are never
/// given again, since each life takes a new durable incarnation; and what the next life writes covers only what it has
/// read, so a lost row that another replica still holds is newer than, or a sibling of, all that is written here. What
/// is on the disk cannot seem to cover a lost row either: a row goes there whole, with what its own key had seen.
/// </remarks>
internal sealed class WriteBuffer(NodeScope scope, IReplicaStore store)
{
    private readonly SortedDictionary<Key, SiblingSet> _rows = new(Utf8KeyOrder.Instance);
    private bool _isTimed;

    /// <summary>Whether writes that need not be durable may wait at all.</summary>
    public bool IsOn => scope.Options.BufferedWrites is not null;

    /// <summary>Rows that wait.</summary>
    public int Count => _rows.Count;

    /// <summary>The versions that wait under a key.</summary>
    public bool TryRead(Key key, [NotNullWhen(true)] out SiblingSet? versions) => _rows.TryGetValue(key, out versions);

    /// <summary>Lets a row wait. False: too many wait already and the disk does not take them.</summary>
    public bool TryAdd(Key key, SiblingSet versions)
    {
        var options = scope.Options.BufferedWrites!;
        if (_rows.Count >= options.MaxRows && !_rows.ContainsKey(key) && !Flush(FlushReason.Full))
        {
            return false;
        }

        _rows[key] = versions;
        Remind(options);
        return true;
    }

    /// <summary>Forgets a row that was written or removed.</summary>
    public void Forget(Key key) => _rows.Remove(key);

    /// <summary>The time is over that a row may wait.</summary>
    public void On(NodeTimer.FlushDue timer)
    {
        _ = timer;
        _isTimed = false;
        Flush(FlushReason.Time);
        if (_rows.Count > 0)
        {
            Remind(scope.Options.BufferedWrites!);
        }
    }

    /// <summary>
    /// Writes all that waits, in key order. False: the disk is full, and what it did not take still waits.
    /// </summary>
    public bool Flush(FlushReason reason)
    {
        if (_rows.Count == 0)
        {
            return true;
        }

        var written = ImmutableArray.CreateBuilder<Key>();
        foreach (var (key, versions) in _rows)
        {
            if (!TryWrite(key, versions))
            {
                break;
            }

            written.Add(key);
        }

        foreach (var key in written)
        {
            _rows.Remove(key);
        }

        scope.Outbox.Trace(new TraceEvent.RowsFlushed(written.ToImmutable(), _rows.Count, reason));
        return _rows.Count == 0;
    }

    /// <summary>A page of the disk's rows with those that wait, as if they were written.</summary>
    public IReadOnlyList<KeyValuePair<Key, SiblingSet>> AddTo(IReadOnlyList<KeyValuePair<Key, SiblingSet>> page, Key? after, int limit)
    {
        Key? last = page.Count == limit ? page[^1].Key : null;
        var rows = new SortedDictionary<Key, SiblingSet>(Utf8KeyOrder.Instance);
        foreach (var (key, versions) in page)
        {
            rows[key] = versions;
        }

        foreach (var (key, versions) in _rows)
        {
            var isAfter = after is not { } start || Utf8KeyOrder.Instance.Compare(key, start) > 0;
            if (isAfter && (last is not { } end || Utf8KeyOrder.Instance.Compare(key, end) <= 0))
            {
                rows[key] = versions;
            }
        }

        return [.. rows.Take(limit)];
    }

    private bool TryWrite(Key key, SiblingSet versions)
    {
        try
        {
            store.Write(key, versions);
            return true;
        }
        catch (StoreFullException full)
        {
            scope.Outbox.Trace(new TraceEvent.WriteRefused(null, key, full.Message));
            return false;
        }
    }

    private void Remind(BufferedWriteOptions options)
    {
        if (!_isTimed)
        {
            _isTimed = true;
            scope.Outbox.Schedule(options.FlushEvery, new NodeTimer.FlushDue());
        }
    }
}
