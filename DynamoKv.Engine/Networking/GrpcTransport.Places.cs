// Where peers are, and what the log should say of them.
using System.Collections.Concurrent;
using DynamoKv.Engine.Networking.Faults;
using DynamoKv.Engine.Networking.Handshakes;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Networking;

public sealed partial class GrpcTransport
{
    private readonly ConcurrentDictionary<Task, byte> _owned = new();
    private long _calleesRefused;

    // What the peer says itself comes first; every other try goes to where it was made a member, in case that was wrong.
    private async Task<string> FindAsync(NodeId peer, int tries, CancellationToken cancellation)
    {
        if (!MayCall(peer))
            throw new HandshakeException($"{peer} is no member and is not called.");
        if (Faults.IsBlocked(peer, LinkDirections.Outgoing))
            throw new HandshakeException($"The way to {peer} is blocked by a fault.");

        var own = _book.Find(peer);
        var recorded = Volatile.Read(ref _members).GetValueOrDefault(peer);
        return own is not null && (tries % 2 == 0 || string.IsNullOrEmpty(recorded)) ? own
            : !string.IsNullOrEmpty(recorded) ? await NodePortOfAsync(recorded, cancellation).ConfigureAwait(false)
            : throw new HandshakeException($"Nobody has said where {peer} is.");
    }

    private async Task<string> NodePortOfAsync(string address, CancellationToken cancellation)
    {
        if (!_book.IsAcceptable(address, out var known))
            throw new HandshakeException($"{address} may not be called: it is no address, or without a cluster secret not on this machine.");

        return _options.FindNodePort is { } find
            ? await find(known, cancellation).WaitAsync(_options.ConnectWithin, _time, cancellation).ConfigureAwait(false)
            : known;
    }

    private void Notice(TransportNotice notice)
    {
        if (notice.Kind is TransportNoticeKind.CalleeRefused or TransportNoticeKind.Twin)
            Interlocked.Increment(ref _calleesRefused);

        _options.Noticed?.Invoke(notice);
    }

    // A task that nobody awaits now: whoever disposes the transport does.
    private void Own(Task task)
    {
        if (task.IsCompleted)
            return;

        _owned.TryAdd(task, 0);
        task.ContinueWith(done => _owned.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }
}
