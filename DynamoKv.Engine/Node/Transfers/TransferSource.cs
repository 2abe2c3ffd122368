// The old owner: offers what moves, and sends what is asked for.
using System.Collections.Immutable;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Engine.Node.Transfers;

/// <summary>
/// The old owner of moving ranges. It answers from its store alone; one waiting request a target at most.
/// </summary>
internal sealed class TransferSource(NodeScope scope, LocalReplica local, TransferPermit permit)
{
    private readonly List<Outgoing> _outgoing = [];
    private readonly Queue<Outgoing> _queue = []; // each at most once: it stands here while its request waits
    private TransferPlan? _plan;
    private bool _isScheduled;

    private TransferOptions Options => scope.Options.Transfers;

    public bool IsDone => _outgoing.TrueForAll(outgoing => outgoing.IsDone || !outgoing.IsOwn);

    /// <summary>A change began, went on or ended: offers what moves now.</summary>
    public void Plan(TransferPlan? plan)
    {
        var before = _outgoing.ToImmutableArray();
        _plan = plan;
        _outgoing.Clear();
        _queue.Clear();
        if (plan is null)
            return;

        foreach (var move in plan.Moves)
        {
            if (move.Source == scope.Self)
                Offer(Add(move, before.FirstOrDefault(known => known.IsOwn && known.Move.Digest == move.Digest)));
        }
    }

    public void On(Message.TransferRequest request, NodeId sender)
    {
        if (Find(request, sender) is not { } outgoing)
            return; // one of the two does not know the change yet; it will be asked again

        outgoing.LastWord = scope.Now;
        if (outgoing.Waiting is null)
            _queue.Enqueue(outgoing);

        outgoing.Ask(request);
        Serve();
    }

    public void On(Message.TransferFinished finished, NodeId sender)
    {
        foreach (var outgoing in _outgoing)
        {
            if (finished.Epoch == _plan?.Epoch && outgoing.Move.Target == sender && outgoing.Move.Digest == finished.Move)
                outgoing.IsDone = true;
        }
    }

    public void On(NodeTimer.ServeTransfers due)
    {
        _isScheduled = false;
        Serve();
    }

    /// <summary>Offers again where the target was silent.</summary>
    public void Retry()
    {
        foreach (var outgoing in _outgoing)
        {
            if (outgoing is { IsOwn: true, IsDone: false } && !(scope.Now - outgoing.LastWord < Options.RetryAfter))
                Offer(outgoing);
        }
    }

    public IEnumerable<TransferView> Views(TransferPlan? plan) =>
        plan is null ? [] : _outgoing.Select(outgoing => outgoing.View(scope, plan, permit.IsPaused));

    private Outgoing Add(RangeMove move, Outgoing? known)
    {
        var isOwn = move.Source == scope.Self;
        var outgoing = new Outgoing(move, isOwn)
        {
            KeysTotal = _plan!.Estimate(move, local.Statistics.Keys),
            WasOffered = known?.WasOffered ?? false,
        };
        _outgoing.Add(outgoing);
        return outgoing;
    }

    private void Offer(Outgoing outgoing)
    {
        var move = outgoing.Move;
        if (!outgoing.WasOffered)
            scope.Outbox.Trace(new TraceEvent.TransferOffered(move.Target, move.Ranges.Length, outgoing.KeysTotal, _plan!.ReasonOf(move)));

        outgoing.WasOffered = true;
        outgoing.LastWord = scope.Now;
        scope.Outbox.Send(move.Target, new Message.TransferOffer(_plan!.Epoch, move.Digest, move.Ranges.Length, outgoing.KeysTotal));
    }

    private Outgoing? Find(Message.TransferRequest request, NodeId target)
    {
        if (_plan?.Epoch != request.Epoch)
            return null;

        foreach (var outgoing in _outgoing)
        {
            if (outgoing.Move.Target == target && outgoing.Move.Digest == request.Move)
                return outgoing;
        }

        foreach (var move in _plan.Moves)
        {
            if (move.Source == request.InsteadOf && move.Target == target && move.Digest == request.Move && move.Others.Contains(scope.Self))
                return Add(move, known: null);
        }

        return null;
    }

    // One batch a step; what else waits comes in the next steps, between whatever arrives meanwhile.
    private void Serve()
    {
        if (_isScheduled || _queue.Count == 0)
            return;

        if (!permit.IsPaused && permit.Wait() is var wait && wait > TimeSpan.Zero)
        {
            Schedule(wait);
            return;
        }

        var outgoing = _queue.Dequeue();
        Answer(outgoing, outgoing.Waiting!);
        outgoing.Ask(null);
        if (_queue.Count > 0)
            Schedule(TimeSpan.Zero);
    }

    private void Schedule(TimeSpan wait)
    {
        _isScheduled = true;
        scope.Outbox.Schedule(wait, new NodeTimer.ServeTransfers());
    }

    private void Answer(Outgoing outgoing, Message.TransferRequest request)
    {
        if (permit.IsPaused)
            scope.Outbox.Send(outgoing.Move.Target, new Message.TransferPaused(request.Epoch, request.Move, request.InsteadOf));
        else
            Send(outgoing, request);
    }

    private void Send(Outgoing outgoing, Message.TransferRequest request)
    {
        var mostKeys = Math.Clamp(request.Limit, 1, permit.MostKeys);
        var page = RowPage.Read(
            local, request.After, key => _plan!.CanSend(outgoing.Move, key), mostKeys, Options.ScanRows);
        permit.Spend(page.Rows.Count);
        outgoing.Count(scope.Now, page.Rows.Count, page.Rows.Sum(row => RowWeight.Of(row.Key, row.Versions).Bytes));
        outgoing.LastWord = scope.Now;
        scope.Outbox.Send(outgoing.Move.Target, new Message.TransferBatch(
            request.Epoch, request.Move, request.InsteadOf, request.After, [.. page.Rows], page.Next, page.IsLast, outgoing.KeysTotal));
    }
}
