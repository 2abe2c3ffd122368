// Moves key ranges to whom they belong after a join or leave (Dynamo 4.9).
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Node.Transfers;

/// <summary>Moves key ranges to whom they belong after a join or leave (Dynamo 4.9).</summary>
/// <remarks>
/// The target drives: it asks for one batch after the other and keeps on its disk how far it is, so the source needs
/// to remember nothing and either may crash between any two steps. Writes made during the change reach the target
/// without this role; it brings what was there before.
/// </remarks>
internal sealed class TransferRole
{
    private readonly NodeScope _scope;
    private readonly TransferPermit _permit;
    private readonly TransferSource _source;
    private readonly TransferTarget _target;
    private readonly StrayHolder _strays;
    private readonly StrayReceiver _strayReceiver;
    private Placement? _planned;
    private TransferPlan? _plan;
    private bool _isRetrying;

    public TransferRole(NodeScope scope, LocalReplica local)
    {
        _scope = scope;
        var notes = new TransferNotes(local.Store);
        _permit = new TransferPermit(scope, notes);
        _source = new TransferSource(scope, local, _permit);
        _target = new TransferTarget(scope, local, notes, _permit);
        _strays = new StrayHolder(scope, local, notes, _permit);
        _strayReceiver = new StrayReceiver(scope, local);
        scope.PlacementChanged += Plan;
        scope.HoldsItsShare = HoldsItsShare;
    }

    /// <summary>A life begins.</summary>
    public void OnStarted()
    {
        if (_scope.Options.Gossip is not null && !ReferenceEquals(_planned, _scope.Placement))
            Plan();
    }

    public void On(Message.OfTransfer message, NodeId sender)
    {
        switch (message)
        {
            case Message.TransferOffer offer: _target.On(offer, sender); break;
            case Message.TransferRequest request: _source.On(request, sender); break;
            case Message.TransferBatch batch: _target.On(batch, sender); break;
            case Message.TransferPaused paused: _target.On(paused, sender); break;
            case Message.TransferFinished finished: _source.On(finished, sender); break;
            case Message.StrayCheck check: _strayReceiver.On(check, sender); break;
            case Message.StrayChecked @checked: _strays.On(@checked, sender); break;
            case Message.StrayRows rows: _strayReceiver.On(rows, sender); break;
            case Message.StrayRowsMerged merged: _strays.On(merged, sender); break;
            default: throw Unknown(message);
        }
    }

    public void On(NodeTimer.OfTransfer timer)
    {
        switch (timer)
        {
            case NodeTimer.RetryTransfers: Retry(); break;
            case NodeTimer.ServeTransfers due: _source.On(due); break;
            case NodeTimer.HandStraysOver due: _strays.On(due); break;
            default: throw Unknown(timer);
        }
    }

    public void On(NodeCommand.OfTransfer command)
    {
        var isPaused = command switch
        {
            NodeCommand.PauseTransfers => true,
            NodeCommand.ResumeTransfers => false,
            _ => throw Unknown(command),
        };
        _scope.Outbox.Answer(Switch(isPaused)
            ? new CommandAnswer.Done(command.Number, $"Transfers {(isPaused ? "are paused" : "go on")} at {_scope.Self}.")
            : new CommandAnswer.Refused(command.Number, $"The disk of {_scope.Self} is full: make room, then ask again."));
    }

    public TransferSnapshot Snapshot() =>
        new(_permit.IsPaused, [.. _source.Views(_plan), .. _target.Views(_plan)], _strays.Left);

    private bool Switch(bool isPaused)
    {
        if (isPaused == _permit.IsPaused)
            return true;

        if (!_permit.Switch(isPaused))
            return false;

        _scope.Outbox.Trace(new TraceEvent.TransfersSwitched(isPaused));
        if (!isPaused)
            _target.AskAll();

        return true;
    }

    // Whoever asks before this role has heard of the placement is told to wait.
    private bool HoldsItsShare() =>
        _scope.Placement?.Next is null || (ReferenceEquals(_planned, _scope.Placement) && _target.HoldsItsShare);

    private void Plan()
    {
        _planned = _scope.Placement;
        _plan = TransferPlan.Of(_scope.Self, _scope.Placement, _scope.Options.Quorum.N);
        _source.Plan(_plan);
        _target.Plan(_plan);
        _strays.OnPlacementChanged();
        ScheduleRetry();
    }

    private void Retry()
    {
        _isRetrying = false;
        _source.Retry();
        _target.Retry();
        ScheduleRetry();
    }

    private void ScheduleRetry()
    {
        if (_isRetrying || (_source.IsDone && _target.HoldsItsShare))
            return;

        _isRetrying = true;
        _scope.Outbox.Schedule(_scope.Options.Transfers.RetryAfter / 2, new NodeTimer.RetryTransfers());
    }

    private InvalidOperationException Unknown(object what) => new($"{_scope.Self} does not know {what.GetType().Name}.");
}
