// What waits to be sent to one peer.
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Networking.Links;

/// <summary>
/// What waits to be sent to one peer. Many add, one takes everything at a time, so that many messages leave with one write. Full
/// is full: the protocol expects that messages are lost, and a slow peer may cost neither memory nor anybody's time.
/// </summary>
/// <param name="maxMessages">The most messages that wait; what was taken and is being written comes on top of it.</param>
/// <param name="maxBytes">The most bytes that they may hold, about.</param>
internal sealed class SendQueue(int maxMessages, long maxBytes)
{
    private readonly Lock _gate = new();
    private Message[] _waiting = new Message[64];
    private int _count;
    private long _bytes;
    private TaskCompletionSource? _waiter;
    private bool _isWoken;

    /// <summary>How many wait.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Adds a message, for which nobody is woken before <see cref="Ring"/>; false: the queue is full.</summary>
    public bool TryAdd(Message message)
    {
        var weight = MessageWeight.Of(message);
        lock (_gate)
        {
            if (_count == maxMessages || (_bytes + weight > maxBytes && _count > 0))
                return false;

            if (_count == _waiting.Length)
                Array.Resize(ref _waiting, Math.Min(maxMessages, 2 * _count));

            _waiting[_count++] = message;
            _bytes += weight;
            return true;
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

    /// <summary>Takes everything; gives how many.</summary>
    /// <param name="taken">Where they are put; it is exchanged for the array in which they are, and must be empty.</param>
    public int Take(ref Message[] taken)
    {
        lock (_gate)
        {
            var count = _count;
            (taken, _waiting) = (_waiting, taken);
            (_count, _bytes) = (0, 0);
            return count;
        }
    }

    /// <summary>Throws everything away; gives how many.</summary>
    public int Clear()
    {
        lock (_gate)
        {
            var count = _count;
            Array.Clear(_waiting, 0, count);
            (_count, _bytes) = (0, 0);
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
}
