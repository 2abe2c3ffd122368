// Watches the heartbeats of the others.
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Node.Gossiping;

/// <summary>
/// What this node thinks of its peers, by the arrivals of their heartbeats and by the answers that they missed.
/// Local: it is
/// told to nobody (Dynamo 4.8.3).
/// </summary>
internal sealed class PeerWatch(NodeScope scope, GossipOptions options)
{
    private const double SuspectShare = 0.5;

    private readonly SortedDictionary<NodeId, Watched> _peers = [];

    /// <summary>A peer that counted as down was heard again; null: nobody waits for it.</summary>
    public Action<NodeId>? Returned { get; set; }

    /// <summary>A fresh heartbeat of a peer has come, by whatever way.</summary>
    public void Heard(NodeId peer)
    {
        if (!_peers.TryGetValue(peer, out var watched))
        {
            _peers.Add(peer, watched = new Watched(new PhiAccrual(options.Every * 2, options.Every)));
        }

        if (watched.Known == PeerStatus.Down)
        {
            watched.Detector.Restart();
        }

        watched.Detector.Heard(scope.Now);
        Compare(peer, watched);
    }

    /// <summary>Looks at everybody: a silence makes no noise of its own.</summary>
    public void Look()
    {
        foreach (var (peer, watched) in _peers)
        {
            Compare(peer, watched);
        }
    }

    public PeerStatus StatusOf(NodeId peer) =>
        _peers.TryGetValue(peer, out var watched) ? StatusOf(peer, watched)
        : scope.Peers.IsSuspect(peer) ? PeerStatus.Suspect
        : PeerStatus.Unknown;

    public bool IsDown(NodeId peer) => _peers.TryGetValue(peer, out var watched) && IsDown(watched);

    public double PhiOf(NodeId peer) => _peers.TryGetValue(peer, out var watched) ? watched.Detector.Phi(scope.Now) : 0;

    public Instant? LastHeardOf(NodeId peer) => _peers.TryGetValue(peer, out var watched) ? watched.Detector.LastHeard : null;

    private void Compare(NodeId peer, Watched watched)
    {
        var status = StatusOf(peer, watched);
        var before = watched.Known;
        if (status == before)
        {
            return;
        }

        watched.Known = status;
        var silence = scope.Now - watched.Detector.LastHeard!.Value;
        scope.Outbox.Trace(new TraceEvent.PeerStatusChanged(peer, status, watched.Detector.Phi(scope.Now), silence));
        if (before == PeerStatus.Down)
        {
            Returned?.Invoke(peer);
        }
    }

    private PeerStatus StatusOf(NodeId peer, Watched watched) =>
        IsDown(watched) ? PeerStatus.Down
        : IsSilentFor(watched, SuspectShare) || scope.Peers.IsSuspect(peer) ? PeerStatus.Suspect
        : PeerStatus.Up;

    private bool IsDown(Watched watched) => IsSilentFor(watched, 1);

    private bool IsSilentFor(Watched watched, double share) => options.DownAfter is { } limit
        ? scope.Now - watched.Detector.LastHeard!.Value >= limit * share
        : watched.Detector.Phi(scope.Now) >= options.PhiThreshold * share;

    private sealed class Watched(PhiAccrual detector)
    {
        public PhiAccrual Detector { get; } = detector;

        public PeerStatus Known { get; set; }
    }
}
