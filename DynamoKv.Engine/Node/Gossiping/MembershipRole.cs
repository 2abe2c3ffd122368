// Knows the members, meets them, and watches who is down (Dynamo 4.8).
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Engine.Node.Gossiping;

/// <summary>
/// Knows the members, meets them, and watches who is down (Dynamo 4.8). An outage changes nothing here.
/// </summary>
internal sealed class MembershipRole
{
    /// <summary>Under which name the membership is kept.</summary>
    public const string Note = "membership";

    private static readonly TimeSpan TellEvery = TimeSpan.FromMilliseconds(100);

    private readonly NodeScope _scope;
    private readonly LocalReplica _local;
    private readonly GossipOptions _options;
    private readonly GossipPartners _partners;
    private readonly Dictionary<NodeId, Instant> _told = [];
    private readonly MembershipPlanner _planner;
    private long _heartbeat;
    private bool _isUnsaved;

    public MembershipRole(NodeScope scope, LocalReplica local)
    {
        (_scope, _local) = (scope, local);
        _options = scope.Options.Gossip ?? new GossipOptions();
        _partners = new GossipPartners(scope, _options);
        Watch = new PeerWatch(scope, _options);
        _planner = new MembershipPlanner(scope, local, () => View, Learn);
    }

    /// <summary>Who is a member, as this node knows it.</summary>
    public MembershipView View { get; private set; } = MembershipView.Empty;

    /// <summary>What it thinks of the others.</summary>
    public PeerWatch Watch { get; }

    /// <summary>A life begins: with what was kept, or with the founders.</summary>
    public void OnStarted()
    {
        if (_scope.Options.Gossip is null)
        {
            return;
        }

        _scope.RingIsNewerAt = Tell;
        _scope.IsDown = Watch.IsDown;
        var kept = _local.Store.ReadNote(Note);
        View = kept is not null ? MembershipView.Of(MembershipFormat.Decode(kept))
            : _scope.Rings.Founders is { } founders ? MembershipView.Of(founders.Members.Select(MemberRecord.Founder))
            : MembershipView.Empty;
        _planner.OnStarted();
        MoveTo(View);
        Beat();
        _scope.Outbox.Schedule(_partners.FirstDelay(), new NodeTimer.GossipDue());
    }

    public void On(Message.OfMembership message, NodeId sender)
    {
        if (_scope.Options.Gossip is null)
        {
            return; // a node that is told to keep its membership as it is
        }

        Learn(message.View);
        if (message is Message.Gossip)
        {
            _scope.Outbox.Send(sender, new Message.GossipReply(View));
        }
    }

    public void On(NodeTimer.OfMembership timer)
    {
        if (_isUnsaved)
        {
            Save();
        }

        Beat();
        Watch.Look();
        EndChangeIfReady();
        _scope.Counters.GossipRounds++;
        foreach (var partner in _partners.Next(View))
        {
            _scope.Outbox.Send(partner, new Message.Gossip(View));
        }

        _scope.Outbox.Schedule(_options.Every, timer);
    }

    public void On(NodeCommand.OfMembership command)
    {
        if (_scope.Options.Gossip is null)
        {
            _scope.Outbox.Answer(new CommandAnswer.Refused(
                command.Number, "This cluster runs without gossip, so its members can't change: switch gossip on."));
            return;
        }

        _planner.On(command);
    }

    public MembershipSnapshot Snapshot() => new(
        [.. View.Members.Select(member => new MemberView(
            member.Record, member.Record.Id == _scope.Self ? PeerStatus.Up : Watch.StatusOf(member.Record.Id),
            Watch.PhiOf(member.Record.Id), Watch.LastHeardOf(member.Record.Id), member.Pulse.Life, member.Pulse.Heartbeat))],
        View.Epoch,
        View.Digest,
        View.IsChanging ? View.NotReady() : [],
        _planner.Plan());

    // Whoever acts on an older membership is told at once, but not with every message.
    private void Tell(NodeId peer)
    {
        if (!_told.TryGetValue(peer, out var last) || _scope.Now - last >= TellEvery)
        {
            _told[peer] = _scope.Now;
            _scope.Outbox.Send(peer, new Message.Gossip(View));
        }
    }

    private void Learn(MembershipView other)
    {
        var before = View;
        View = before.Merge(other);
        if (ReferenceEquals(View, before))
        {
            return;
        }

        ListenTo(before);
        if (View.Digest != before.Digest)
        {
            Keep(before);
        }

        EndChangeIfReady();
    }

    // Both lists are sorted, and the newer one has all that the older one has.
    private void ListenTo(MembershipView before)
    {
        var old = 0;
        foreach (var (record, pulse) in View.Members)
        {
            var isKnown = old < before.Members.Length && before.Members[old].Record.Id == record.Id;
            var known = isKnown ? before.Members[old++].Pulse : default;
            if (pulse.IsNewerThan(known) && record.Id != _scope.Self)
            {
                Watch.Heard(record.Id);
            }
        }
    }

    private void Keep(MembershipView before)
    {
        Save();
        foreach (var (record, _) in View.Members)
        {
            if (before.Find(record.Id) is not { } known || known.Record.Step != record.Step)
            {
                _scope.Outbox.Trace(new TraceEvent.MemberChanged(record.Id, record.Phase, record.Generation));
            }
        }

        MoveTo(View);
        Beat();
    }

    private void Save()
    {
        try
        {
            _local.Store.WriteNote(Note, MembershipFormat.Encode(View));
            _isUnsaved = false;
        }
        catch (StoreFullException)
        {
            _isUnsaved = true; // tried again with every gossip
        }
    }

    private void MoveTo(MembershipView view)
    {
        if (view.Place(_scope.Rings) is not { } placement)
        {
            return;
        }

        if (_scope.Placement is { } before && before.Epoch != 0 && before.Epoch != placement.Epoch)
        {
            _scope.Outbox.Trace(new TraceEvent.PlacementChanged(
                placement.Epoch,
                [.. placement.Current.Members.Select(member => member.Id)],
                [.. placement.Next?.Members.Select(member => member.Id) ?? []]));
        }

        _scope.MoveTo(placement);
    }

    private void Beat()
    {
        // What a crash would make it forget it does not promise yet.
        var isReady = !_isUnsaved && (_scope.HoldsItsShare?.Invoke() ?? true);
        View = View.With(_scope.Self, new Pulse(_local.Incarnation, ++_heartbeat, isReady ? View.Digest : 0));
    }

    // Everybody who stays knows of the change and holds its share: whoever sees it first ends the change, and all
    // others come to the same end.
    private void EndChangeIfReady()
    {
        if (!View.IsChanging)
        {
            return;
        }

        if (View.Find(_scope.Self) is { } self && self.Pulse.ReadyFor != View.Digest)
        {
            Beat();
        }

        if (View.NotReady().IsEmpty)
        {
            var before = View;
            View = View.Completed();
            Keep(before);
            _scope.Outbox.Trace(new TraceEvent.ChangeCompleted(View.Epoch));
        }
    }
}
