// The new owner: asks for its ranges batch by batch and remembers how far it is.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Engine.Node.Transfers;

/// <summary>The new owner of moving ranges. One request a giver is under way at most.</summary>
internal sealed class TransferTarget(NodeScope scope, LocalReplica local, TransferNotes notes, TransferPermit permit)
{
    private readonly IncomingBook _book = new(scope, notes);
    private TransferPlan? _plan;
    private ImmutableArray<Incoming> _incoming = [];

    private TransferOptions Options => scope.Options.Transfers;

    /// <summary>Whether all that will be this node's own has come; true when no change is under way.</summary>
    public bool HoldsItsShare => _incoming.All(incoming => incoming.IsDone);

    /// <summary>A change began, went on or ended.</summary>
    public void Plan(TransferPlan? plan)
    {
        _plan = plan;
        _incoming = _book.Open(plan, _incoming);
        foreach (var incoming in _incoming)
        {
            foreach (var stream in Open(incoming))
                Begin(incoming, stream);
        }
    }

    public void On(Message.TransferOffer offer, NodeId sender)
    {
        if (Find(offer.Epoch, offer.Move) is not { } incoming || incoming.Move.Source != sender)
            return; // this node has not heard of the change; it is offered again

        var stream = incoming.Paired;
        stream.Heard(isPaused: false);
        stream.KeysTotal = offer.Keys;
        if (incoming.IsDone)
            scope.Outbox.Send(sender, new Message.TransferFinished(offer.Epoch, offer.Move));
        else if (!stream.Progress.IsDone)
            Ask(incoming, stream); // also when it was asked already: the source did not know of the change then
    }

    public void On(Message.TransferPaused paused, NodeId sender) => Find(paused.Epoch, paused.Move)?.StreamOf(sender)?.Heard(isPaused: true);

    public void On(Message.TransferBatch batch, NodeId sender)
    {
        if (Find(batch.Epoch, batch.Move) is not { } incoming || incoming.StreamOf(sender) is not { } stream)
            return;

        stream.Heard(isPaused: false);
        stream.KeysTotal = batch.KeysTotal;
        if (stream.Progress.IsDone || stream.Progress.Cursor != batch.After)
            return; // an old or repeated batch

        var wasDone = incoming.IsDone;
        if (!Store(incoming, stream, batch))
            return; // the disk is full: the retry asks again

        Tell(stream, batch);
        if (incoming.IsDone && !wasDone)
            Finish(incoming);
        else if (!stream.Progress.IsDone && !incoming.IsDone)
            Ask(incoming, stream);
    }

    /// <summary>Asks again where the giver was silent.</summary>
    public void Retry()
    {
        if (permit.IsPaused)
            return;

        foreach (var incoming in _incoming)
        {
            foreach (var stream in Open(incoming))
            {
                if (!IsDue(stream))
                    continue;

                stream.WasSilent();
                Ask(incoming, stream);
            }

            if (!incoming.IsDone && incoming.Paired.Silences > Options.PatienceRetries && !scope.IsReachable(incoming.Move.Source))
                Replace(incoming);
        }
    }

    /// <summary>Asks wherever something is missing.</summary>
    public void AskAll()
    {
        foreach (var incoming in _incoming)
        {
            foreach (var stream in Open(incoming))
                Ask(incoming, stream);
        }
    }

    public IEnumerable<TransferView> Views(TransferPlan? plan) => plan is null ? [] :
        from incoming in _incoming
        from stream in incoming.Streams
        select stream.View(scope, plan, incoming, permit.IsPaused);

    private static TransferStream[] Open(Incoming incoming) =>
        incoming.IsDone ? [] : [.. incoming.Streams.Where(stream => !stream.Progress.IsDone)];

    // Who was asked by an earlier plan is asked anew, for its answer will count no more; the others make an offer.
    private void Begin(Incoming incoming, TransferStream stream)
    {
        if (stream.WasAsked)
            Ask(incoming, stream);
        else
            stream.WaitFrom(scope.Now);
    }

    private bool IsDue(TransferStream stream) => scope.Now - stream.AskedAt >= Options.RetryAfter;

    private Incoming? Find(long epoch, ulong move) =>
        epoch == _plan?.Epoch ? _incoming.FirstOrDefault(incoming => incoming.Move.Digest == move) : null;

    private void Ask(Incoming incoming, TransferStream stream)
    {
        if (permit.IsPaused)
            return;

        if (!stream.WasAsked && stream.IsResumed)
            scope.Outbox.Trace(new TraceEvent.TransferResumed(stream.Giver, stream.Progress.Keys));
        else if (!stream.WasAsked)
            scope.Outbox.Trace(new TraceEvent.TransferStarted(stream.Giver, incoming.Move.Ranges.Length, _plan!.ReasonOf(incoming.Move)));

        stream.Asked(scope.Now);
        scope.Outbox.Send(stream.Giver, new Message.TransferRequest(
            _plan!.Epoch, incoming.Move.Digest, stream.InsteadOf, stream.Progress.Cursor, Options.BatchKeys));
    }

    private bool Store(Incoming incoming, TransferStream stream, Message.TransferBatch batch)
    {
        var isStored = batch.Rows.All(row => local.Merge(null, row.Key, row.Versions, StoreReason.Transferred));
        var progress = stream.Progress.After(batch);
        isStored = isStored && notes.Keep(incoming.Move, stream.Giver, progress);
        stream.Progress = isStored ? progress : stream.Progress;
        stream.Problem = isStored ? null : $"the disk of {scope.Self} is full";
        return isStored;
    }

    private void Tell(TransferStream stream, Message.TransferBatch batch)
    {
        stream.Meter.Count(scope.Now, batch.Rows.Length, batch.Rows.Sum(row => RowWeight.Of(row.Key, row.Versions).Bytes));
        var done = stream.Progress.Keys;
        var total = batch.IsLast ? done : Math.Max(done, batch.KeysTotal);
        stream.KeysTotal = total;
        scope.Counters.KeysTransferred += batch.Rows.Length;
        if (batch.Rows.Length > 0)
            scope.Outbox.Trace(new TraceEvent.TransferBatchStored(stream.Giver, batch.Rows.Length, done, total));
    }

    private void Finish(Incoming incoming)
    {
        scope.Counters.TransfersCompleted++;
        scope.Outbox.Trace(new TraceEvent.TransferCompleted(incoming.Move.Source, incoming.Keys, _plan!.ReasonOf(incoming.Move)));
        foreach (var stream in incoming.Streams)
            scope.Outbox.Send(stream.Giver, new Message.TransferFinished(_plan!.Epoch, incoming.Move.Digest));
    }

    private void Replace(Incoming incoming)
    {
        if (incoming.IsReplaced || incoming.Move.Others.IsEmpty)
            return;

        scope.Outbox.Trace(new TraceEvent.TransferSourceReplaced(incoming.Move.Source, incoming.Move.Others));
        _book.Replace(incoming, _plan!);
        foreach (var stream in incoming.Streams.Skip(1))
            Ask(incoming, stream);
    }
}
