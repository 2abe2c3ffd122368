// A node's process in a few lines: what the live session needs of one.
using System.Collections.Concurrent;
using System.Threading.Channels;
using DynamoKv.Engine.Hosting;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Storage;
using DynamoKv.Web.Sessions.Live;

namespace DynamoKv.Tests.Sessions.Live;

/// <summary>One node on a store in memory, stepped by one loop of its own.</summary>
internal sealed class LoopHost : INodeHost, IAsyncDisposable
{
    private readonly Channel<Action> _work = Channel.CreateUnbounded<Action>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<OperationId, TaskCompletionSource<ClientResponse>> _requests = new();
    private readonly ConcurrentDictionary<long, TaskCompletionSource<CommandAnswer>> _commands = new();
    private readonly ConcurrentDictionary<object, Action<TracedStep>> _listeners = new();
    private readonly ConcurrentDictionary<ITimer, bool> _timers = new();
    private readonly DynamoNode _node;
    private readonly IReplicaStore _store;
    private readonly LoopNetwork _network;
    private readonly Task _loop;
    private long _operations = 1;
    private long _numbers;
    private Instant _now;

    public LoopHost(NodeId id, NodeOptions options, RingCatalogue rings, IReplicaStore store, LoopNetwork network)
    {
        (Id, Options, _store, _network) = (id, options, store, network);
        _node = new DynamoNode(id, options, rings, store, new DeterministicRandom((ulong)id.Value[^1]));
        network.Join(this);
        Step(NodeInput.Started); // here, so that no request enters anywhere before all lives have begun
        _loop = Task.Run(RunAsync);
    }

    public NodeId Id { get; }

    public NodeOptions Options { get; }

    public string? Trouble { get; set; }

    public int Listeners => _listeners.Count;

    public bool TryReceive(NodeId sender, Message message) => _work.Writer.TryWrite(() => Step(NodeInput.MessageReceived(sender, message)));

    public Task<ClientResponse> SubmitAsync(Func<OperationId, ClientRequest> request, CancellationToken cancellation)
    {
        var made = request(new OperationId(Id, Interlocked.Increment(ref _operations)));
        var answer = _requests[made.Operation] = new TaskCompletionSource<ClientResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Writer.TryWrite(() => Step(NodeInput.RequestReceived(made)));
        return answer.Task.WaitAsync(cancellation);
    }

    public Task<CommandAnswer> SendCommandAsync(Func<long, NodeCommand> command, CancellationToken cancellation)
    {
        var made = command(Interlocked.Increment(ref _numbers));
        var answer = _commands[made.Number] = new TaskCompletionSource<CommandAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Writer.TryWrite(() => Step(NodeInput.CommandReceived(made)));
        return answer.Task.WaitAsync(cancellation);
    }

    public Task<T> LookAsync<T>(Func<DynamoNode, T> look, CancellationToken cancellation)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Writer.TryWrite(() => answer.TrySetResult(look(_node)));
        return answer.Task.WaitAsync(cancellation);
    }

    public IDisposable Listen(Action<TracedStep> listener)
    {
        var seat = new object();
        _listeners[seat] = listener;
        return new Seat(() => _listeners.TryRemove(seat, out _));
    }

    public async ValueTask DisposeAsync()
    {
        _work.Writer.TryComplete();
        await _loop;
        foreach (var timer in _timers.Keys)
        {
            await timer.DisposeAsync();
        }
    }

    private async Task RunAsync()
    {
        await foreach (var work in _work.Reader.ReadAllAsync())
        {
            work();
        }
    }

    private void Step(NodeInput input)
    {
        var now = LiveTime.Now(TimeProvider.System);
        _now = now > _now ? now : _now;
        var outbox = new Outbox(isTracing: !_listeners.IsEmpty);
        _node.Step(input, _now, outbox);
        _store.Commit();
        Release(outbox);
    }

    private void Release(Outbox outbox)
    {
        foreach (var what in outbox.Traced)
        {
            foreach (var listener in _listeners.Values)
            {
                listener(new TracedStep(_now, what));
            }
        }

        foreach (var (receiver, message) in outbox.Messages)
        {
            _network.Send(Id, receiver, message);
        }

        foreach (var response in outbox.Responses)
        {
            if (_requests.TryRemove(response.Operation, out var answer))
            {
                answer.TrySetResult(response);
            }
        }

        foreach (var answer in outbox.Answers)
        {
            if (_commands.TryRemove(answer.Number, out var waiting))
            {
                waiting.TrySetResult(answer);
            }
        }

        foreach (var (delay, timer) in outbox.Timers)
        {
            Schedule(delay, timer);
        }
    }

    private void Schedule(TimeSpan delay, NodeTimer what)
    {
        ITimer? timer = null;
        timer = TimeProvider.System.CreateTimer(
            _ =>
            {
                _work.Writer.TryWrite(() => Step(NodeInput.TimerFired(what)));
                if (timer is not null && _timers.TryRemove(timer, out var _))
                {
                    timer.Dispose();
                }
            },
            null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timers[timer] = true;
        timer.Change(delay, Timeout.InfiniteTimeSpan);
    }

    private sealed class Seat(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
