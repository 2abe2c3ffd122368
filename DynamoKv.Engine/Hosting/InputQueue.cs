// What waits for the loop of a real node.
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Hosting;

/// <summary>An input that waits: a peer's message, several that came together, or work for which somebody waits.</summary>
internal readonly record struct WaitingInput(NodeId Sender, Message? Message, IReceivedMessages? Several, IHostWork? Work)
{
    /// <summary>When it came, by the monotonic clock.</summary>
    public long At { get; init; }

    /// <summary>How many inputs of the node it is.</summary>
    public int Count => Several?.Count ?? 1;

    /// <summary>How many messages it is.</summary>
    public int Messages => Work is null ? Count : 0;
}

/// <summary>
/// A bounded queue for one reader, who may sleep until something comes. A ring under a short lock: many writers, and the
/// reader takes a whole batch at a time. Closed until it is opened.
/// </summary>
/// <param name="maxWork">The most that may wait for which somebody waits.</param>
/// <param name="maxMessages">The most messages that may wait.</param>
/// <param name="maxBytes">The most bytes of messages that came together and are not read yet; one frame alone may have more.</param>
/// <param name="time">The clock by which inputs wait.</param>
internal sealed class InputQueue(int maxWork, int maxMessages, long maxBytes, TimeProvider time)
{
    private readonly object _gate = new(); // Monitor can wait and pulse, System.Threading.Lock can not
    private WaitingInput[] _ring = new WaitingInput[Math.Min(1_024, maxWork + maxMessages)];
    private int _first, _count, _messages, _work; // places taken in the ring, and what is in them
    private long _bytes;
    private bool _isOpen, _isAsleep, _isWoken;

    /// <summary>How many wait.</summary>
    public int Count => Volatile.Read(ref _messages) + Volatile.Read(ref _work);

    /// <summary>Lets inputs in.</summary>
    public void Open()
    {
        lock (_gate)
            _isOpen = true;
    }

    /// <summary>Lets nothing in any more, and gives the work that waited; messages are dropped.</summary>
    public List<IHostWork> Close()
    {
        lock (_gate)
        {
            _isOpen = false;
            var rest = new List<IHostWork>();
            while (_count > 0)
            {
                if (TakeFirst().Work is { } work)
                    rest.Add(work);
            }

            return rest;
        }
    }

    /// <summary>Adds a message; false: there is no room, or the queue is closed.</summary>
    public bool TryAdd(NodeId sender, Message message)
    {
        lock (_gate)
        {
            if (!_isOpen || _messages >= maxMessages)
                return false;

            Add(new WaitingInput(sender, message, null, null) { At = time.GetTimestamp() });
            return true;
        }
    }

    /// <summary>Adds messages that came together; false: there is no room for all of them, or the queue is closed.</summary>
    public bool TryAdd(NodeId sender, IReceivedMessages several)
    {
        lock (_gate)
        {
            if (!_isOpen || _messages + several.Count > maxMessages || (_bytes > 0 && _bytes + several.Bytes > maxBytes))
                return false;

            Add(new WaitingInput(sender, null, several, null) { At = time.GetTimestamp() });
            return true;
        }
    }

    /// <summary>Adds work; false: there is no room, or the queue is closed.</summary>
    public bool TryAdd(IHostWork work)
    {
        lock (_gate)
        {
            if (!_isOpen || _work >= maxWork)
                return false;

            Add(new WaitingInput(default, null, null, work) { At = time.GetTimestamp() });
            return true;
        }
    }

    /// <summary>
    /// Takes what waits, up to as many inputs as the span is long, in order; gives how many places of it were filled. Messages
    /// that came together stay together: alone they may be more.
    /// </summary>
    public int Take(Span<WaitingInput> into)
    {
        lock (_gate)
        {
            var (taken, room) = (0, into.Length);
            while (_count > 0 && (room >= _ring[_first].Count || (room > 0 && room == into.Length)))
            {
                into[taken] = TakeFirst();
                room -= into[taken++].Count;
            }

            return taken;
        }
    }

    /// <summary>Sleeps until something waits or somebody wakes the reader.</summary>
    public void Sleep()
    {
        lock (_gate)
        {
            _isAsleep = true;
            while (_count == 0 && !_isWoken)
                Monitor.Wait(_gate);

            (_isAsleep, _isWoken) = (false, false);
        }
    }

    /// <summary>Wakes the reader; when it is awake, it will not fall asleep the next time.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            _isWoken = true;
            Monitor.Pulse(_gate);
        }
    }

    private void Add(in WaitingInput input)
    {
        if (_count == _ring.Length)
            Grow();

        var end = _first + _count;
        _ring[end < _ring.Length ? end : end - _ring.Length] = input;
        _count++;
        _messages += input.Messages;
        _bytes += input.Several?.Bytes ?? 0;
        _work += input.Work is null ? 0 : 1;
        if (_isAsleep)
            Monitor.Pulse(_gate);
    }

    private WaitingInput TakeFirst()
    {
        var first = _ring[_first];
        _ring[_first] = default;
        _first = _first + 1 == _ring.Length ? 0 : _first + 1;
        _count--;
        _messages -= first.Messages;
        _bytes -= first.Several?.Bytes ?? 0;
        _work -= first.Work is null ? 0 : 1;
        return first;
    }

    private void Grow()
    {
        var larger = new WaitingInput[Math.Min(_ring.Length * 2, maxWork + maxMessages)];
        for (var index = 0; index < _count; index++)
            larger[index] = _ring[(_first + index) % _ring.Length];

        (_ring, _first) = (larger, 0);
    }
}
