// How much of a batch may be under way.
using System.Runtime.ExceptionServices;
using System.Threading.Channels;

namespace DynamoKv.Web.Api;

/// <summary>
/// The lines that are under way, in their order: at most so many, of at most so many bytes together. One writer, one reader. A
/// reader that does not read stops the writer, and so the client. A writer that found it full goes on when half of it is free:
/// to wake it for each line would cost more than the lines.
/// </summary>
internal sealed class BatchWindow(int operations, long bytes)
{
    private readonly Lock _gate = new();
    private readonly Queue<BatchStep> _steps = new();
    private readonly Bell _freed = new();
    private readonly Bell _added = new();
    private int _count;
    private long _bytes;
    private bool _isComplete;
    private Exception? _problem;

    /// <summary>Waits until a line of this size may be begun; a line alone always may.</summary>
    public async ValueTask EnterAsync(int size, CancellationToken cancellation)
    {
        while (!TryEnter(size))
        {
            await _freed.WaitAsync(cancellation);
        }
    }

    /// <summary>Adds a line that entered.</summary>
    public void Add(BatchStep step)
    {
        lock (_gate)
        {
            _steps.Enqueue(step);
            _added.RingIfAwaited();
        }
    }

    /// <summary>No more lines follow; null: they ended well.</summary>
    public void Complete(Exception? problem)
    {
        lock (_gate)
        {
            (_isComplete, _problem) = (true, problem);
            _added.RingIfAwaited();
        }
    }

    /// <summary>False at the end.</summary>
    public async ValueTask<bool> WaitAsync(CancellationToken cancellation)
    {
        while (true)
        {
            lock (_gate)
            {
                if (_steps.Count > 0)
                {
                    return true;
                }

                if (_isComplete)
                {
                    break;
                }

                _added.Await();
            }

            await _added.WaitAsync(cancellation);
        }

        if (_problem is not null)
        {
            ExceptionDispatchInfo.Throw(_problem);
        }

        return false;
    }

    /// <summary>The next line in order, whose answer may not be there yet; null: no line is under way.</summary>
    public BatchStep? Next
    {
        get
        {
            lock (_gate)
            {
                return _steps.TryPeek(out var next) ? next : null;
            }
        }
    }

    /// <summary>The answer of the next line was written: makes room.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            _bytes -= _steps.Dequeue().Size;
            _count--;
            if (_count <= operations / 2 && _bytes <= bytes / 2)
            {
                _freed.RingIfAwaited();
            }
        }
    }

    private bool TryEnter(int size)
    {
        lock (_gate)
        {
            if (_count >= operations || (_bytes > 0 && _bytes + size > bytes))
            {
                _freed.Await();
                return false;
            }

            _count++;
            _bytes += size;
            return true;
        }
    }

    /// <summary>Wakes one who waits, once; all but the waiting itself under the window's lock.</summary>
    private sealed class Bell
    {
        private readonly Channel<bool> _rings = Channel.CreateBounded<bool>(1);
        private bool _isAwaited;

        public void Await() => _isAwaited = true;

        public void RingIfAwaited()
        {
            if (_isAwaited)
            {
                _isAwaited = false;
                _rings.Writer.TryWrite(true);
            }
        }

        public ValueTask<bool> WaitAsync(CancellationToken cancellation) => _rings.Reader.ReadAsync(cancellation);
    }
}
