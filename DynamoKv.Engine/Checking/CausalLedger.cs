// The truth about who had seen what, folded from the log of a run.
using System.Diagnostics.CodeAnalysis;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Checking;

/// <summary>
/// The truth about a run: for every write the exact set of writes that its author had seen. No clock is believed. A put
/// with a context has seen what the read showed that gave the context; a put without one, what its coordinator held at
/// that moment; a delete without one, what the answers showed that its own read counted.
/// </summary>
/// <remarks>
/// The one exception: a node that dies after its commit and before it speaks leaves only the rows in the log, so what
/// its last write had seen is taken from the clock. Nobody was told of such a write.
/// </remarks>
internal sealed partial class CausalLedger(Expectations expectations)
{
    private readonly Dictionary<Key, KeyHistory> _histories = [];
    private readonly List<KeyHistory> _keys = [];
    private readonly Dictionary<OperationId, ClientRequest> _requests = [];
    private readonly Dictionary<(OperationId, NodeId), OperationTrack> _tracks = [];
    private readonly Dictionary<NodeId, List<(KeyHistory History, KnownWrite Write)>> _sinceCommit = [];

    /// <summary>What the run was set up to promise.</summary>
    public Expectations Expectations => expectations;

    /// <summary>The keys, in the order in which they were first named.</summary>
    public IReadOnlyList<KeyHistory> Keys => _keys;

    /// <summary>What the last line said about a disk; null: nothing.</summary>
    public StoredChange? Change { get; private set; }

    /// <summary>The write that the last line told its client to be stored; null: it did not.</summary>
    public KnownWrite? Acknowledged { get; private set; }

    /// <summary>The hint that the last line told to be delivered; null: it did not.</summary>
    public (KeyHistory History, NodeId Target, WriteSet Content)? Delivered { get; private set; }

    /// <summary>The row that the last line told to be removed because others hold it; null: none was.</summary>
    public (KeyHistory History, WriteSet Content)? HandedOver { get; private set; }

    public KeyHistory Of(Key key)
    {
        if (!_histories.TryGetValue(key, out var history))
        {
            _histories.Add(key, history = new KeyHistory(key));
            _keys.Add(history);
        }

        return history;
    }

    public bool TryFindRequest(OperationId operation, [NotNullWhen(true)] out ClientRequest? request) =>
        _requests.TryGetValue(operation, out request);

    /// <summary>What a coordinator was told on behalf of an operation.</summary>
    public OperationTrack TrackOf(OperationId operation, NodeId coordinator)
    {
        if (!_tracks.TryGetValue((operation, coordinator), out var track))
            _tracks.Add((operation, coordinator), track = new OperationTrack());

        return track;
    }

    /// <summary>Takes the next line.</summary>
    public void Take(LogEntry entry)
    {
        (Change, Acknowledged, Delivered, HandedOver) = (null, null, null, null);
        if (entry.Node is { } node)
            Take(entry, node);
        else
            TakeMessage(entry.What, entry.Number);
    }

    private void Take(LogEntry entry, NodeId node)
    {
        switch (entry.What)
        {
            case TraceEvent.RequestEntered entered: _requests[entered.Request.Operation] = entered.Request; break;
            case TraceEvent.AnswerCounted counted: Count(counted, node, entry.Cause); break;
            case TraceEvent.OperationSettled settled: GiveContext(settled.Response, node); break;
            case TraceEvent.ClientAnswered { Response: ClientResponse.Stored stored }: Acknowledge(stored, entry.Number); break;
            case TraceEvent.VersionsStored stored: Store(stored, node, entry.Number); break;
            case TraceEvent.RowDamaged damaged: Of(damaged.Key).At(node).Row = SiblingSet.Empty; break;
            case WorldEvent.BitFlipped flipped: Of(flipped.Key).At(node).IsDamaged = true; break;
            case TraceEvent.RowRemoved removed: Remove(removed, node); break;
            case TraceEvent.OfHandoff handoff: Take(handoff, node, entry.Number); break;
            case WorldEvent.BatchCommitted: _sinceCommit.Remove(node); break;
            case WorldEvent.NodeCrashed crashed: Forget(crashed, node); break;
            default: TakeMessage(entry.What, entry.Number); break;
        }
    }

    private void Forget(WorldEvent.NodeCrashed crashed, NodeId node)
    {
        foreach (var (history, write) in _sinceCommit.GetValueOrDefault(node) ?? [])
        {
            if (crashed.Loss == CrashLoss.Memory && write.AcknowledgedAt == 0)
                write.Past.UnionWith(Guess(history, write.Version));
        }

        _sinceCommit.Remove(node);
        if (crashed.Loss != CrashLoss.Disk)
            return;

        foreach (var history in _keys)
            history.At(node).Erase();
    }

    private void Acknowledge(ClientResponse.Stored stored, long line)
    {
        if (!TryFindRequest(stored.Operation, out var request) || Of(request.Key).Find(stored.Dot) is not { } write)
            return;

        if (write.AcknowledgedAt == 0)
        {
            write.AcknowledgedAt = line;
            write.AcknowledgedBy = expectations.TermsOf(request);
            Of(request.Key).Acknowledged.Add(write.Index);
        }

        Acknowledged = write;
    }

    private void GiveContext(ClientResponse response, NodeId node)
    {
        if (!TryFindRequest(response.Operation, out var request))
            return;

        var history = Of(request.Key);
        switch (response)
        {
            case ClientResponse.Read read: history.Contexts.Give(read.Context, history.ClosureOf(read.Versions)); break;
            case ClientResponse.Stored stored when history.Find(stored.Dot) is { } write: GiveOwn(history, stored.Context, write); break;
            case ClientResponse.NothingToDelete nothing: history.Contexts.Give(nothing.Context, TrackOf(response.Operation, node).Seen.Copy()); break;
            case ClientResponse.AlreadyExists exists: history.Contexts.Give(exists.Context, TrackOf(response.Operation, node).Seen.Copy()); break;
            case ClientResponse.TooManySiblings many: history.Contexts.Give(many.Context, history.HeldBy(node)); break;
            default: break;
        }
    }

    private static void GiveOwn(KeyHistory history, CausalContext context, KnownWrite write)
    {
        var seen = write.Past.Copy();
        if (context.Clock.Covers(write.Dot))
            seen.Add(write.Index);

        history.Contexts.Give(context, seen);
    }
}
