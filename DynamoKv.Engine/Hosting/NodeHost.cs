// The process of a real node: what others may ask of it, from any thread.
using System.Globalization;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Engine.Hosting;

/// <summary>
/// Runs one node on a thread of its own: takes inputs in batches, steps the node with each, commits once, and only then lets
/// out what the node asks for. When the store fails the node ends, and a new one is started on the same store until it
/// works (docs/adr/0016). Dispose only after <see cref="StopAsync"/>.
/// </summary>
public sealed partial class NodeHost : INodeHost, IDisposable
{
    private readonly NodeHostOptions _options;
    private readonly IStoreFactory _stores;
    private readonly TimeProvider _time;
    private readonly HostClock _clock;
    private readonly InputQueue _queue;
    private readonly PendingAnswers _pending;
    private readonly OperationNumbers _numbers = new();
    private readonly StepListeners _listeners = new();
    private readonly Thread _loop;
    private readonly ITimer _alarm;
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ITransport? _transport;
    private volatile string? _trouble;
    private volatile bool _isStopping;
    private long _refused, _dropped;

    /// <summary>Makes a host that does nothing before it is started.</summary>
    /// <param name="id">The node's name.</param>
    /// <param name="behaviour">How the node behaves; gossip has to be on, because the disk says who is a member.</param>
    /// <param name="options">How the process is bounded, and how the node begins.</param>
    /// <param name="stores">Where its disk is; the host opens and closes stores and leaves the factory to its owner.</param>
    /// <param name="time">The clocks; null: this machine's.</param>
    /// <exception cref="ArgumentException">When gossip is off.</exception>
    public NodeHost(NodeId id, NodeOptions behaviour, NodeHostOptions options, IStoreFactory stores, TimeProvider? time = null)
    {
        if (behaviour.Gossip is null)
            throw new ArgumentException("A real node needs gossip: it is how the members know of each other.", nameof(behaviour));

        (Id, Options, _options, _stores) = (id, behaviour, options, stores);
        _time = time ?? TimeProvider.System;
        _clock = new HostClock(_time);
        _queue = new InputQueue(options.MaxWaitingRequests, options.MaxWaitingMessages, options.MaxWaitingBytes, _time);
        _round = new AnswerRound(_time, () => Watch);
        _pending = new PendingAnswers(options.MaxOpenRequests, options.MaxOpenCommands);
        _batch = new WaitingInput[options.MaxBatch];
        _stepRead = StepRead;
        _trouble = $"{id} is starting.";
        _alarm = _time.CreateTimer(static host => ((NodeHost)host!).OnAlarm(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _loop = new Thread(Run) { IsBackground = true, Name = $"node {id}" };
    }

    /// <inheritdoc/>
    public NodeId Id { get; }

    /// <inheritdoc/>
    public NodeOptions Options { get; }

    /// <inheritdoc/>
    public string? Trouble => _trouble;

    /// <summary>Hears why a life of the node ended; called on the loop. Null: nobody wants to know.</summary>
    public Action<Exception>? Failed { get; init; }

    /// <summary>
    /// Hears who is or was a member, with addresses, at the start of a life and after each change; called on the loop, must not
    /// block. Null: nobody wants to know.
    /// </summary>
    public Action<IReadOnlyList<MemberRecord>>? MembersChanged { get; init; }

    /// <summary>Measures what the node does; null: nobody does.</summary>
    public IHostWatch? Watch { get; init; }

    /// <summary>What the node has done so far, in all its lives.</summary>
    public NodeCounters Counters { get; } = new();

    /// <summary>What the loop has done so far.</summary>
    public HostFigures Figures => new(
        Volatile.Read(ref _batches), Volatile.Read(ref _inputs), TimeSpan.FromTicks(Volatile.Read(ref _commitTicks)), _queue.Count,
        _pending.OpenRequests, Volatile.Read(ref _timers), Volatile.Read(ref _refused), Volatile.Read(ref _dropped), Volatile.Read(ref _lives));

    /// <summary>Starts the node; to be called once. The task ends when the node works, or rests because its disk is full.</summary>
    /// <param name="transport">Carries its messages.</param>
    /// <exception cref="StoreRefusedException">When its disk is in use, damaged, too new or another node's.</exception>
    /// <exception cref="StoreFailedException">When its disk can't be read or written.</exception>
    public Task StartAsync(ITransport transport)
    {
        _transport = transport;
        _loop.Start();
        return _started.Task;
    }

    /// <summary>
    /// Stops the node: takes no more requests, waits for those under way as long as its options say, commits and closes the store.
    /// </summary>
    public Task StopAsync()
    {
        _isStopping = true;
        if (!_loop.IsAlive)
            _stopped.TrySetResult();

        _queue.Wake();
        return _stopped.Task;
    }

    /// <inheritdoc/>
    public bool TryReceive(NodeId sender, Message message)
    {
        if (_queue.TryAdd(sender, message))
            return true;

        Interlocked.Increment(ref _dropped);
        return false;
    }

    /// <inheritdoc/>
    public int Receive(NodeId sender, IReceivedMessages messages)
    {
        if (_queue.TryAdd(sender, messages))
            return 0;

        Interlocked.Add(ref _dropped, messages.Count);
        return messages.Count;
    }

    /// <inheritdoc/>
    public Task<ClientResponse> SubmitAsync(Func<OperationId, ClientRequest> request, CancellationToken cancellation)
    {
        if (!_pending.TryTakeSeat())
            return Task.FromException<ClientResponse>(Refusal());

        var pending = new PendingRequest(request) { Began = Watch is null ? 0 : _time.GetTimestamp() };
        pending.EndWith(cancellation);
        if (!_isStopping && _queue.TryAdd(pending))
            return pending.Task;

        _pending.GiveSeatBack();
        pending.Fail(Refusal());
        return pending.Task;
    }

    /// <inheritdoc/>
    public Task<CommandAnswer> SendCommandAsync(Func<long, NodeCommand> command, CancellationToken cancellation) =>
        Enqueue(new PendingCommand(command), cancellation);

    /// <inheritdoc/>
    public Task<T> LookAsync<T>(Func<DynamoNode, T> look, CancellationToken cancellation) =>
        Enqueue(new PendingLook<T>(look), cancellation);

    /// <inheritdoc/>
    public IDisposable Listen(Action<TracedStep> listener) => _listeners.Add(listener);

    /// <inheritdoc/>
    public void Dispose() => _alarm.Dispose();

    private Task<T> Enqueue<T>(PendingAnswer<T> pending, CancellationToken cancellation)
    {
        pending.EndWith(cancellation);
        if (_isStopping || !_queue.TryAdd(pending))
            pending.Fail(Refusal());

        return pending.Task;
    }

    // Nothing was done in all of these cases.
    private NodeBusyException Refusal()
    {
        Interlocked.Increment(ref _refused);
        return new NodeBusyException(
            _isStopping ? $"{Id} is stopping and takes no more requests: ask another member."
            : _trouble ?? string.Create(
                CultureInfo.InvariantCulture,
                $"{Id} has {_options.MaxOpenRequests:N0} requests open or {_options.MaxWaitingRequests:N0} waiting and takes no more: try again in a moment."));
    }
}
