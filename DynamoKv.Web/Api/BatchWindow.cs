// How much of a batch may be under way.
using System.Threading.Channels;

namespace DynamoKv.Web.Api;

/// <summary>
/// The answers that are under way, in the order of their lines: at most so many, and lines of at most so many bytes
/// behind them. One writer, one reader. A reader that does not read stops the writer, and so the client.
/// </summary>
internal sealed class BatchWindow(int operations, long bytes)
{
    private readonly Channel<(Task<BatchAnswer> Answer, int Bytes)> _answers =
        Channel.CreateBounded<(Task<BatchAnswer>, int)>(new BoundedChannelOptions(operations) { SingleReader = true, SingleWriter = true });

    private readonly Channel<bool> _freed =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private long _bytes;

    /// <summary>Waits until a line of this size may be begun; a line alone always may.</summary>
    public async ValueTask EnterAsync(int size, CancellationToken cancellation)
    {
        while (Volatile.Read(ref _bytes) is > 0 and var held && held + size > bytes)
        {
            await _freed.Reader.ReadAsync(cancellation);
        }

        Interlocked.Add(ref _bytes, size);
        await _answers.Writer.WaitToWriteAsync(cancellation);
    }

    /// <summary>Adds the answer to a line that entered.</summary>
    public ValueTask AddAsync(Task<BatchAnswer> answer, int size, CancellationToken cancellation) =>
        _answers.Writer.WriteAsync((answer, size), cancellation);

    /// <summary>No more lines follow; null: they ended well.</summary>
    public void Complete(Exception? problem) => _answers.Writer.Complete(problem);

    /// <summary>False at the end.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellation) => _answers.Reader.WaitToReadAsync(cancellation);

    /// <summary>The next answer in order, which may not be there yet; null: no line is under way.</summary>
    public Task<BatchAnswer>? Next => _answers.Reader.TryPeek(out var next) ? next.Answer : null;

    /// <summary>The next answer was written: makes room.</summary>
    public void Leave()
    {
        _answers.Reader.TryRead(out var done);
        Interlocked.Add(ref _bytes, -done.Bytes);
        _freed.Writer.TryWrite(true);
    }
}
