// A real cluster as pages and endpoints see it from one of its members.
using DynamoKv.Engine.Hosting;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Web.Sessions.Live.Members;
using DynamoKv.Web.Sessions.Live.Tracing;

namespace DynamoKv.Web.Sessions.Live;

/// <summary>
/// A real cluster as pages and endpoints see it from one of its members (docs/adr/0017). Members are asked how they stand when
/// somebody wants to know, and followed in what they do while somebody watches; nothing is asked for nobody. One lock guards the
/// picture; nothing is awaited under it.
/// </summary>
internal sealed partial class LiveSession : IClusterSession, ITraceReader, IDisposable
{
    private readonly Lock _gate = new();
    private readonly INodeHost _host;
    private readonly IPeerQuestions _questions;
    private readonly LiveOptions _options;
    private readonly TimeProvider _time;
    private readonly LocalVoice _local;
    private readonly LiveLog _log;
    private readonly FlowTracer _flows;
    private readonly TraceInbox _inbox;
    private readonly RingBook _rings = new();
    private readonly PlacementHistory _placements;
    private readonly SortedDictionary<NodeId, LiveMember> _members = [];
    private readonly LiveMember _self;
    private readonly TickBroadcast _broadcast;
    private long _sequence;
    private bool _isDisposed;

    /// <summary>Asks nobody yet.</summary>
    /// <param name="host">The member of this process; whoever made it ends it.</param>
    /// <param name="local">Its voice, which also answers what others ask of it.</param>
    /// <param name="questions">The way to the others.</param>
    public LiveSession(INodeHost host, LocalVoice local, IPeerQuestions questions, LiveOptions options, TimeProvider time)
    {
        (_host, _local, _questions, _options, _time) = (host, local, questions, options, time);
        _log = new LiveLog(options.MaxLogEntries, options.MaxRowsShown);
        _flows = new FlowTracer(_log);
        _inbox = new TraceInbox(options.MaxLogEntries);
        // Until the node knows a cluster, nothing is known of any other member.
        _placements = new PlacementHistory(new Placement(HashRing.Build([new RingMember(host.Id)], new RingOptions()), Next: null, Epoch: -1));
        _self = new LiveMember(local);
        _members.Add(host.Id, _self);
        Say(new WorldEvent.MemberFound(host.Id, options.Address));
        _broadcast = new TickBroadcast(MakeTick([]), ReadLog, options.TickInterval, time);
        _timer = time.CreateTimer(_ => Tick(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Limits = LiveLimits.Of(options.ClusterName, host.Id, local.TakesFaults);
    }

    /// <summary>How many, on this server and on others, follow what this member does.</summary>
    public int TraceReaders => _local.Readers;

    /// <inheritdoc/>
    public string Name => RunRegistry.MainName;

    /// <inheritdoc/>
    public SessionMode Mode => SessionMode.Live;

    /// <inheritdoc/>
    public NodeId? Self => _host.Id;

    /// <inheritdoc/>
    public Instant Now => LiveTime.Now(_time);

    /// <inheritdoc/>
    public string Title => $"{_options.ClusterName}, seen from {_host.Id}";

    /// <inheritdoc/>
    public ulong? Seed => null;

    /// <inheritdoc/>
    public IRunControls? Controls => null;

    /// <inheritdoc/>
    public SessionLimits Limits { get; }

    /// <inheritdoc/>
    public NodeOptions Options => _host.Options;

    /// <inheritdoc/>
    public string? DataFolder => null;

    /// <inheritdoc/>
    public HashRing Ring => PlacementAt(long.MaxValue).Current;

    /// <inheritdoc/>
    public IClusterRows Rows => new LiveRows(this);

    /// <inheritdoc/>
    public SessionTick Current
    {
        get
        {
            var tick = _broadcast.Current;
            return tick with { Playback = PlaybackAt(tick.Playback.LastEvent) };
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<SessionTick> WatchAsync(CancellationToken cancellation) => _broadcast.WatchAsync(cancellation);

    /// <inheritdoc/>
    public Placement PlacementAt(long eventNumber)
    {
        lock (_gate)
        {
            return _placements.At(eventNumber);
        }
    }

    /// <inheritdoc/>
    public NodeSnapshot? Inspect(NodeId node)
    {
        lock (_gate)
        {
            return _members.GetValueOrDefault(node)?.Account;
        }
    }

    /// <summary>About: what each member holds, over N.</summary>
    public long KeyCount
    {
        get
        {
            lock (_gate)
            {
                var rows = _members.Values.Sum(member => member.Account is { } said ? said.Store.Keys - said.Store.Tombstones : 0);
                return (long)Math.Round((double)rows / Math.Min(Options.Quorum.N, Math.Max(1, _members.Count)));
            }
        }
    }

    /// <inheritdoc/>
    public string AddressOf(NodeId node)
    {
        lock (_gate)
        {
            // A member that has moved since it joined says itself where it is now.
            var known = _members.TryGetValue(node, out var member) && member.Address is { Length: > 0 } own ? own : RecordOf(node)?.Record.Address;
            return !string.IsNullOrEmpty(known) ? known : node == _host.Id ? _options.Address : "";
        }
    }

    /// <inheritdoc/>
    public NodeActivity ActivityOf(NodeId node)
    {
        lock (_gate)
        {
            var member = _members.GetValueOrDefault(node);
            var heard = RecordOf(node)?.LastHeard;
            var answered = member?.AnsweredAt;
            return new NodeActivity(heard is null || answered > heard ? answered : heard, member?.Events ?? 0);
        }
    }

    /// <inheritdoc/>
    public long FirstEvent
    {
        get
        {
            lock (_gate)
            {
                return _log.First;
            }
        }
    }

    /// <inheritdoc/>
    public long LastEvent => _broadcast.Current.Playback.LastEvent;

    /// <inheritdoc/>
    public IReadOnlyList<LogEntry> ReadLog(long first, int count)
    {
        lock (_gate)
        {
            return _log.Read(first, count);
        }
    }

    /// <inheritdoc/>
    public ClusterSnapshot SnapshotAt(long eventNumber)
    {
        ClusterSnapshot snapshot;
        IReadOnlyList<LogEntry> entries;
        lock (_gate)
        {
            snapshot = _log.CheckpointBefore(eventNumber);
            entries = _log.Read(snapshot.EventNumber + 1, eventNumber - snapshot.EventNumber);
        }

        return entries.Aggregate(snapshot, (before, entry) => before.Apply(entry));
    }

    /// <inheritdoc/>
    public long EventAt(Instant time)
    {
        lock (_gate)
        {
            return _log.EventAt(time);
        }
    }

    /// <summary>Ends the session; the node goes on.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            StopFollowing();
        }

        _timer.Dispose();
        _broadcast.Close();
    }

    /// <summary>How this member's gossip knows another one; null: it does not.</summary>
    private Engine.Node.Gossiping.MemberView? RecordOf(NodeId node) =>
        _self.Account?.Membership.Members.FirstOrDefault(member => member.Record.Id == node);

    /// <summary>The time of the log: it runs two ticks behind, so that what members say can be put in order.</summary>
    private Instant LogTime => LiveTime.Now(_time) + (_options.TickInterval * -2);

    private void Say(WorldEvent.OfLive what) => _log.Add(LogTime, what.Node, 0, what);

    private Playback PlaybackAt(long lastEvent) => new(
        IsPaused: false, IsMoving: true, Speed: 1, LiveTime.Now(_time), lastEvent, _host.Trouble);

    private SessionTick MakeTick(IReadOnlyList<LogEntry> entries) => new(++_sequence, PlaybackAt(_log.Last), _log.Head, entries);

    /// <summary>Under the lock: tells what is new, if anything is.</summary>
    private void Publish()
    {
        var last = _broadcast.Current.Playback.LastEvent;
        if (_log.Last != last)
        {
            var first = Math.Max(last + 1, _log.Last - TickBroadcast.MaxNewEntries + 1);
            _broadcast.Publish(MakeTick(_log.Read(first, _log.Last - first + 1)));
        }
    }
}
