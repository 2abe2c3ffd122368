// The transport between the processes of a real cluster.
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;
using DynamoKv.Engine.Networking.Faults;
using DynamoKv.Engine.Networking.Handshakes;
using DynamoKv.Engine.Networking.Links;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Networking;

/// <summary>
/// Carries messages and questions between the processes of a real cluster over gRPC (docs/adr/0015): to each peer one stream that
/// carries batches, begun with a handshake in which both sides prove that they know the cluster's secret. Thread-safe.
/// </summary>
/// <remarks>
/// A web server has to offer <see cref="Service"/> at the address given to <see cref="Advertise"/>. Only members (see
/// <see cref="SetMembers"/>), seeds that are asked by address, and nodes that are connected to this one are ever called.
/// </remarks>
public sealed partial class GrpcTransport : ITransport, IPeerQuestions, ISeedQuestions, IAsyncDisposable
{
    /// <summary>The longest frame, in bytes: the web server has to take it.</summary>
    public const int MaxFrameBytes = NodeService.MaxFrameBytes;

    private readonly TransportOptions _options;
    private readonly IMessageReceiver _receiver;
    private readonly IPeerAnswers _answers;
    private readonly TimeProvider _time;
    private readonly Identity _self;
    private readonly AddressBook _book;
    private readonly Caller _caller;
    private readonly LinkWorld _world;
    private readonly Sessions _sessions = new();
    private readonly ConcurrentDictionary<NodeId, PeerLink> _links = new();
    private readonly ConcurrentDictionary<NodeId, PeerCounters> _counters = new();
    private readonly CancellationTokenSource _life = new();
    private FrozenDictionary<NodeId, string> _members = FrozenDictionary<NodeId, string>.Empty;
    private long _toNobody, _delayed;
    private volatile bool _isStopped;

    /// <summary>Makes a transport that calls nobody before there is something to say.</summary>
    /// <param name="options">Who it is, and what bounds it.</param>
    /// <param name="receiver">Takes what arrives.</param>
    /// <param name="answers">Answers the questions of others.</param>
    /// <param name="time">The clock; null: this machine's.</param>
    public GrpcTransport(TransportOptions options, IMessageReceiver receiver, IPeerAnswers answers, TimeProvider? time = null)
    {
        (_options, _receiver, _answers, _time) = (options, receiver, answers, time ?? TimeProvider.System);
        var startedAt = options.StartedAt != 0 ? options.StartedAt : (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        _self = new Identity(options.Self, options.Cluster, startedAt, options.Secrets);
        _book = new AddressBook(options.MayLeaveThisMachine);
        _caller = new Caller(_self, _book, options, _time);
        var seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
        _world = new LinkWorld(options, _time, _caller, FindAsync, Notice, new DeterministicRandom(seed));
        Faults = new LinkFaults(_time, seed + 1, options.Noticed);
        _greetings = new SemaphoreSlim(options.MaxGreetings, options.MaxGreetings);
        _questions = new SemaphoreSlim(options.MaxOpenQuestions, options.MaxOpenQuestions);
        Service = MakeService();
    }

    /// <summary>What may be done to messages on purpose, in tests and experiments.</summary>
    public LinkFaults Faults { get; }

    /// <summary>Says where the web server offers <see cref="Service"/>; others are told in each handshake.</summary>
    /// <exception cref="ArgumentException">When it is no address.</exception>
    public void Advertise(string address) => _self.Advertise(NodeAddress.TryNormalize(address, out var known)
        ? known
        : throw new ArgumentException($"'{address}' is no node address: write it like http://10.0.0.1:9081.", nameof(address)));

    /// <summary>
    /// Says who is a member, and the address by which it was made one: only they are called. What they say themselves of where
    /// they are counts more than that address.
    /// </summary>
    public void SetMembers(IEnumerable<(NodeId Node, string Address)> members)
    {
        Volatile.Write(ref _members, members.ToFrozenDictionary(member => member.Node, member => member.Address));
        foreach (var (peer, link) in _links)
        {
            if (!MayCall(peer) && _links.TryRemove(peer, out _))
                Own(link.DisposeAsync().AsTask());
        }
    }

    /// <inheritdoc/>
    public void Send(NodeId receiver, Message message)
    {
        if (Faults.IsAny)
            SendUnderFaults(receiver, message);
        else
            SendNow(receiver, message);
    }

    /// <inheritdoc/>
    public void Post(NodeId receiver, Message message)
    {
        if (!Faults.IsAny && _links.TryGetValue(receiver, out var link))
            link.Post(message);
        else
            Send(receiver, message);
    }

    /// <inheritdoc/>
    public void Flush()
    {
        foreach (var (_, link) in _links)
            link.Flush();
    }

    /// <summary>Where a node was found last; null: unknown.</summary>
    public string? AddressOf(NodeId node) => node == _self.Self ? _self.Process.Address : _book.Find(node);

    /// <summary>What it has done so far.</summary>
    public TransportSnapshot Snapshot() => new(
        [.. _counters.OrderBy(pair => pair.Key).Select(pair => FiguresOf(pair.Key, pair.Value))],
        Volatile.Read(ref _callersRefused), Volatile.Read(ref _calleesRefused), Volatile.Read(ref _malformed),
        Volatile.Read(ref _unknownKinds), Volatile.Read(ref _unknownFields), Volatile.Read(ref _toNobody),
        Volatile.Read(ref _asked), Volatile.Read(ref _answered), Faults.Active);

    /// <summary>Ends all conversations, after what waits has had a moment to leave. The web server stops afterwards.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isStopped)
            return;

        _isStopped = true;
        await Task.WhenAll(_links.Values.Select(link => link.DisposeAsync().AsTask())).ConfigureAwait(false);
        await _life.CancelAsync().ConfigureAwait(false);
        _sessions.CancelAll();
        await Task.WhenAll(_owned.Keys).ConfigureAwait(false);
    }

    private void SendNow(NodeId receiver, Message message)
    {
        if (_links.TryGetValue(receiver, out var link) || TryLink(receiver, out link))
            link.Send(message);
        else if (receiver == _self.Self)
            _receiver.TryReceive(receiver, message);
        else
            Interlocked.Increment(ref _toNobody);
    }

    private bool TryLink(NodeId peer, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out PeerLink? link)
    {
        link = null;
        if (!MayCall(peer) || _isStopped || _links.Count >= _options.MaxPeers)
            return false;

        var made = new PeerLink(peer, _world, CountersOf(peer));
        link = _links.GetOrAdd(peer, made);
        if (link != made)
            Own(made.DisposeAsync().AsTask());

        return true;
    }

    private bool MayCall(NodeId peer) => peer != _self.Self && (Volatile.Read(ref _members).ContainsKey(peer) || _sessions.Has(peer));

    private void SendUnderFaults(NodeId receiver, Message message)
    {
        var verdict = Faults.Judge(receiver, LinkDirections.Outgoing);
        if (verdict.Copies == 0)
            CountersOf(receiver).DropByFault();

        for (var copy = 0; copy < verdict.Copies; copy++)
            Later(receiver, verdict.Delay, () => SendNow(receiver, message));
    }

    private void Later(NodeId peer, TimeSpan delay, Action deliver)
    {
        if (delay == TimeSpan.Zero)
            deliver();
        else if (Interlocked.Increment(ref _delayed) <= _options.MaxDelayed)
            Own(DelayAsync(delay, deliver));
        else
        {
            Interlocked.Decrement(ref _delayed);
            CountersOf(peer).DropByFault();
        }
    }

    private async Task DelayAsync(TimeSpan delay, Action deliver)
    {
        try
        {
            await Task.Delay(delay, _time, _life.Token).ConfigureAwait(false);
            deliver();
        }
        catch (OperationCanceledException)
        {
            // The transport has stopped.
        }
        finally
        {
            Interlocked.Decrement(ref _delayed);
        }
    }

    private PeerFigures FiguresOf(NodeId peer, PeerCounters counters)
    {
        var link = _links.GetValueOrDefault(peer);
        return new PeerFigures(
            peer, _book.Find(peer), link?.State ?? LinkState.Idle, link?.Queued ?? 0, counters.Sent.Figures, counters.Received.Figures,
            counters.Dropped, counters.Connections, counters.Trouble);
    }

    private PeerCounters CountersOf(NodeId peer) => _counters.GetOrAdd(peer, static _ => new PeerCounters());
}
