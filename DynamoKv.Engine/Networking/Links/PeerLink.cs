// The way to one peer.
using DynamoKv.Engine.Networking.Handshakes;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Networking.Links;

/// <summary>
/// The way to one peer: a queue, and one loop that keeps a conversation with the peer and sends what waits, all of it at a time.
/// While the peer can't be reached messages are dropped at once: they would be old when it is back, and the protocol has its
/// own ways to make up for them. Each peer has its own connection, so that no peer waits for another.
/// </summary>
internal sealed class PeerLink : IAsyncDisposable
{
    private readonly NodeId _peer;
    private readonly LinkWorld _world;
    private readonly SendQueue _queue;
    private readonly FrameSender _sender;
    private readonly Rest _rest;
    private readonly CancellationTokenSource _life = new();
    private readonly Task _loop;
    private List<OutgoingFrame> _taken = [];
    private int _tries;
    private volatile TaskCompletionSource _retry = new();
    private volatile LinkState _state;
    private volatile bool _isStopping;

    /// <summary>Begins to wait for something to send.</summary>
    public PeerLink(NodeId peer, LinkWorld world, PeerCounters counters)
    {
        (_peer, _world, Counters) = (peer, world, counters);
        var options = world.Options;
        _queue = new SendQueue(options.MaxQueuedMessages, options.MaxQueuedBytes, options.BatchBytes, options.MaxMessageBytes);
        _sender = new FrameSender(counters);
        _rest = new Rest(options.FirstRest, options.LongestRest, world.Chance.Stream(peer.Value));
        _loop = Task.Run(RunAsync);
    }

    public PeerCounters Counters { get; }

    public LinkState State => _state;

    public int Queued => _queue.Count;

    /// <summary>Sends a message, or drops and counts it; never blocks.</summary>
    public void Send(Message message)
    {
        Post(message);
        Flush();
    }

    /// <summary>As above, but it leaves with <see cref="Flush"/>, if not before.</summary>
    public void Post(Message message)
    {
        if (_state == LinkState.Resting || _isStopping)
            Counters.DropUnreachable();
        else if (_queue.TryAdd(message) is var added and not Added.Waits)
            Counters.Drop(added);
    }

    /// <summary>Lets what waits leave.</summary>
    public void Flush() => _queue.Ring();

    /// <summary>The peer was heard, or is elsewhere: there is no need to rest any longer.</summary>
    public void Retry() => _retry.TrySetResult();

    /// <summary>Lets what waits leave, for a short time, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _isStopping = true;
        _queue.Wake();
        if (_state == LinkState.Connected)
            _life.CancelAfter(_world.Options.StopWithin);
        else
            await _life.CancelAsync().ConfigureAwait(false);

        await _loop.ConfigureAwait(false);
        _life.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_isStopping)
        {
            await _queue.WaitAsync().ConfigureAwait(false);
            if (_queue.Count > 0 && !_life.IsCancellationRequested && !await TryConverseAsync().ConfigureAwait(false) && !_isStopping)
                await RestAsync().ConfigureAwait(false);
        }

        Counters.DropUnreachable(_queue.Clear());
    }

    private async Task<bool> TryConverseAsync()
    {
        try
        {
            await ConverseAsync().ConfigureAwait(false);
            return true;
        }
        catch (Exception broken) when (TransportTrouble.IsExpected(broken))
        {
            Tell(broken);
            return false;
        }
    }

    private async Task ConverseAsync()
    {
        _state = LinkState.Connecting;
        var address = await _world.FindAsync(_peer, _tries++, _life.Token).ConfigureAwait(false);
        using var call = await _world.Caller.CallAsync(address, Purpose.Messages, _peer, _life.Token).ConfigureAwait(false);
        var since = _world.Time.GetTimestamp();
        (_state, _tries, Counters.Trouble) = (LinkState.Connected, 0, null);
        Counters.Connected();
        _world.Noticed(new TransportNotice(TransportNoticeKind.Connected, _peer, $"{_peer} was reached at {address}."));
        try
        {
            await PumpAsync(call.Conversation).ConfigureAwait(false);
        }
        finally
        {
            // Whoever takes the handshake and then hangs up at once is rested from like one who does not answer.
            if (_world.Time.GetElapsedTime(since) > _world.Options.LongestRest)
                _rest.Reset();
        }
    }

    private async Task PumpAsync(Conversation conversation)
    {
        var ended = WatchAsync(conversation);
        while (!ended.IsCompleted && !(_isStopping && _queue.Count == 0))
        {
            if (_queue.Take(ref _taken))
                await SendAsync(conversation, ended).ConfigureAwait(false);
            else
                await _queue.WaitAsync().ConfigureAwait(false);
        }

        if (_isStopping && !ended.IsCompleted)
            await conversation.CompleteAsync().ConfigureAwait(false);

        await ended.ConfigureAwait(false);
        if (!_isStopping)
            throw new HandshakeException($"{_peer} has ended the conversation.");
    }

    private async Task SendAsync(Conversation conversation, Task ended)
    {
        try
        {
            await _sender.SendAsync(conversation, _taken, _life.Token).ConfigureAwait(false);
        }
        catch (Exception broken) when (TransportTrouble.IsExpected(broken))
        {
            Counters.DropUnderway(_taken.Sum(frame => frame.Messages));
            await ended.ConfigureAwait(false); // says why better than the broken write
            throw;
        }
        finally
        {
            _queue.GiveBack(_taken);
        }
    }

    private async Task WatchAsync(Conversation conversation)
    {
        try
        {
            while (await conversation.NextAsync(_life.Token).ConfigureAwait(false) is { } frame)
                frame.Dispose(); // a newer version may say something here
        }
        finally
        {
            _queue.Wake();
        }
    }

    private async Task RestAsync()
    {
        _retry = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _state = LinkState.Resting;
        Counters.DropUnreachable(_queue.Clear());
        try
        {
            await _retry.Task.WaitAsync(_rest.Next(), _world.Time, _life.Token).ConfigureAwait(false);
        }
        catch (Exception over) when (over is TimeoutException or OperationCanceledException)
        {
            // Rested enough.
        }

        _state = LinkState.Idle;
    }

    private void Tell(Exception broken)
    {
        var sentence = TransportTrouble.Sentence(_peer.Value, broken);
        if (!_isStopping && sentence != Counters.Trouble)
            _world.Noticed(new TransportNotice(TransportTrouble.KindOf(broken), _peer, sentence));

        Counters.Trouble = sentence;
    }
}
