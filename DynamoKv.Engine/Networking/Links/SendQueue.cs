// What waits to be sent to one peer.
using DynamoKv.Engine.Networking.Wire;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Networking.Links;

/// <summary>
/// What waits to be sent to one peer, as bytes already: whoever has just made a message writes it down cheaper than anybody who
/// comes to it later. Many add, one takes everything at a time, so that many messages leave with one write. Full is full: the
/// protocol expects that messages are lost, and a slow peer may cost neither memory nor anybody's time.
/// </summary>
/// <param name="maxMessages">The most messages that wait; what was taken and is being written comes on top of it.</param>
/// <param name="maxBytes">The most bytes that they may have; one message alone may have more.</param>
/// <param name="frameBytes">A frame is closed as soon as it has so many bytes.</param>
/// <param name="maxMessageBytes">The longest message, in bytes.</param>
internal sealed class SendQueue(int maxMessages, long maxBytes, int frameBytes, int maxMessageBytes)
{
    private const int MaxSpare = 4;

    private readonly Lock _gate = new();
    private readonly Stack<OutgoingFrame> _spare = new();
    private List<OutgoingFrame> _waiting = [];
    private OutgoingFrame? _open; // the last of those that wait, which has room
    private int _count;
    private long _bytes;
    private TaskCompletionSource? _waiter;
    private bool _isWoken;

    /// <summary>How many messages wait.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Adds a message, for which nobody is woken before <see cref="Ring"/>.</summary>
    public Added TryAdd(Message message)
    {
        lock (_gate)
        {
            if (_count == maxMessages)
                return Added.QueueIsFull;

            var frame = _open ?? Open();
            var start = frame.Bytes.Length;
            MessageWire.Write(frame.Bytes, FrameField.Envelopes, message);
            var length = frame.Bytes.Length - start;
            if (length > maxMessageBytes || (_bytes + length > maxBytes && _count > 0))
            {
                frame.Bytes.CutTo(start);
                return length > maxMessageBytes ? Added.IsTooLarge : Added.QueueIsFull;
            }

            if (start > 0 && frame.Bytes.Length > NodeService.MaxFrameBytes)
            {
                // Too much for one frame: it begins the next one.
                frame.Bytes.CutTo(start);
                frame = Open();
                MessageWire.Write(frame.Bytes, FrameField.Envelopes, message);
            }

            Keep(frame, length);
            return Added.Waits;
        }
    }

    /// <summary>Wakes the one who takes, when something waits.</summary>
    public void Ring()
    {
        if (Count == 0)
            return;

        TaskCompletionSource? waiter;
        lock (_gate)
            (waiter, _waiter) = (_waiter, null);

        waiter?.TrySetResult();
    }

    /// <summary>Takes everything; false: there was nothing.</summary>
    /// <param name="taken">An empty list; it is exchanged for the one in which they are.</param>
    public bool Take(ref List<OutgoingFrame> taken)
    {
        lock (_gate)
        {
            (taken, _waiting) = (_waiting, taken);
            (_count, _bytes, _open) = (0, 0, null);
            if (taken is [.., { Messages: 0 } empty])
                GiveBack(taken, taken.Count - 1, empty); // what was opened for a message that was refused

            return taken.Count > 0;
        }
    }

    /// <summary>Gives frames back that were sent, or never will be.</summary>
    public void GiveBack(List<OutgoingFrame> frames)
    {
        lock (_gate)
        {
            for (var index = frames.Count - 1; index >= 0; index--)
                GiveBack(frames, index, frames[index]);
        }
    }

    /// <summary>Throws everything away; gives how many messages.</summary>
    public int Clear()
    {
        lock (_gate)
        {
            var count = _count;
            _waiting.Clear();
            (_count, _bytes, _open) = (0, 0, null);
            return count;
        }
    }

    /// <summary>Ends when something waits, or somebody calls <see cref="Wake"/>. For the one who takes.</summary>
    public Task WaitAsync()
    {
        lock (_gate)
        {
            if (_count > 0 || _isWoken)
            {
                _isWoken = false;
                return Task.CompletedTask;
            }

            _waiter ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waiter.Task;
        }
    }

    /// <summary>Lets the one who takes look again.</summary>
    public void Wake()
    {
        TaskCompletionSource? waiter;
        lock (_gate)
        {
            (waiter, _waiter) = (_waiter, null);
            _isWoken = waiter is null; // whoever is about to wait must not miss it
        }

        waiter?.TrySetResult();
    }

    private OutgoingFrame Open()
    {
        _open = _spare.TryPop(out var spare) ? spare : new OutgoingFrame();
        _waiting.Add(_open);
        return _open;
    }

    private void Keep(OutgoingFrame frame, int length)
    {
        frame.Messages++;
        _count++;
        _bytes += length;
        if (frame.Bytes.Length >= frameBytes)
            _open = null;
    }

    private void GiveBack(List<OutgoingFrame> frames, int index, OutgoingFrame frame)
    {
        frames.RemoveAt(index);
        frame.Clear();
        if (_spare.Count < MaxSpare)
            _spare.Push(frame);
    }
}

/// <summary>What became of a message that was to be sent.</summary>
internal enum Added
{
    /// <summary>It waits.</summary>
    Waits,

    /// <summary>Too much waits already.</summary>
    QueueIsFull,

    /// <summary>No frame and no parts may carry it.</summary>
    IsTooLarge,
}

/// <summary>Messages, written one after the other, that leave together.</summary>
internal sealed class OutgoingFrame
{
    /// <summary>The bytes.</summary>
    public WireWriter Bytes { get; } = new();

    /// <summary>How many messages they are.</summary>
    public int Messages { get; set; }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        Bytes.Clear();
        Messages = 0;
    }
}
