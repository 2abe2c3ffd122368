// Hands out what this member's node does, to whoever reads.
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using DynamoKv.Engine.Hosting;
using DynamoKv.Engine.Networking;

namespace DynamoKv.Web.Sessions.Live.Members;

/// <summary>
/// Hands out what this member's node does. Each reader has a bounded queue; when it is full the oldest goes, and the reader is
/// told how many. While nobody reads, nobody listens, and the node says nothing. Thread-safe.
/// </summary>
internal sealed class TraceFeed(INodeHost host, int capacity, int maxReaders)
{
    private const int MaxBatch = 256;
    private int _readers;

    /// <summary>How many read now.</summary>
    public int Readers => Volatile.Read(ref _readers);

    /// <exception cref="PeerSilentException">When too many read already.</exception>
    public async IAsyncEnumerable<TraceBatch> FollowAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        TakeSeat();
        try
        {
            var dropped = 0L;
            var waiting = Channel.CreateBounded<TracedStep>(
                new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
                _ => Interlocked.Increment(ref dropped));
            using var seat = host.Listen(step => waiting.Writer.TryWrite(step));
            yield return new TraceBatch([], 0, 0);
            while (await waiting.Reader.WaitToReadAsync(cancellation))
            {
                var missed = Interlocked.Exchange(ref dropped, 0);
                yield return new TraceBatch(Take(waiting.Reader), missed, 0);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _readers);
        }
    }

    private static List<TracedStep> Take(ChannelReader<TracedStep> waiting)
    {
        var steps = new List<TracedStep>();
        while (steps.Count < MaxBatch && waiting.TryRead(out var step))
        {
            steps.Add(step);
        }

        return steps;
    }

    private void TakeSeat()
    {
        if (Interlocked.Increment(ref _readers) > maxReaders)
        {
            Interlocked.Decrement(ref _readers);
            throw new PeerSilentException(host.Id, $"{maxReaders} readers follow {host.Id} already.");
        }
    }
}
