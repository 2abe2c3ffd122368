// Counts what passes between this node and a peer.
namespace DynamoKv.Engine.Networking.Links;

/// <summary>Counts what passes between this node and a peer. Thread-safe; counted a batch at a time where it matters.</summary>
internal sealed class PeerCounters
{
    private readonly TrafficCounter _sent = new();
    private readonly TrafficCounter _received = new();
    private long _full, _unreachable, _underway, _tooLarge, _byFault, _receiverFull, _connections;
    private volatile string? _trouble;

    public TrafficCounter Sent => _sent;

    public TrafficCounter Received => _received;

    public long Connections => Volatile.Read(ref _connections);

    public string? Trouble
    {
        get => _trouble;
        set => _trouble = value;
    }

    public DroppedMessages Dropped => new(
        Volatile.Read(ref _full), Volatile.Read(ref _unreachable), Volatile.Read(ref _underway), Volatile.Read(ref _tooLarge),
        Volatile.Read(ref _byFault), Volatile.Read(ref _receiverFull));

    public void Connected() => Interlocked.Increment(ref _connections);

    /// <summary>A message was not taken for sending.</summary>
    public void Drop(Added why)
    {
        if (why == Added.IsTooLarge)
            Interlocked.Increment(ref _tooLarge);
        else
            Interlocked.Increment(ref _full);
    }

    public void DropUnreachable(int count = 1) => Interlocked.Add(ref _unreachable, count);

    public void DropUnderway(int count) => Interlocked.Add(ref _underway, count);

    public void DropByFault() => Interlocked.Increment(ref _byFault);

    public void DropAtFullReceiver(int count) => Interlocked.Add(ref _receiverFull, count);
}

/// <summary>Counts what goes one way.</summary>
internal sealed class TrafficCounter
{
    private long _messages, _bytes, _batches, _largest;

    public Traffic Figures => new(
        Volatile.Read(ref _messages), Volatile.Read(ref _bytes), Volatile.Read(ref _batches), Volatile.Read(ref _largest));

    public void Count(int messages, int bytes)
    {
        Interlocked.Add(ref _messages, messages);
        Interlocked.Add(ref _bytes, bytes);
        Interlocked.Increment(ref _batches);
        if (messages > Volatile.Read(ref _largest))
            Volatile.Write(ref _largest, messages);
    }
}
