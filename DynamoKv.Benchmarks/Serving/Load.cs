// The load tool: connections that each ask again as soon as they are answered.
using System.Diagnostics;

namespace DynamoKv.Benchmarks.Serving;

/// <summary>Asks one server over many connections, each with one request under way.</summary>
/// <param name="port">Where it listens on this machine.</param>
/// <param name="requests">What is asked.</param>
/// <param name="connections">How many.</param>
internal sealed class Load(int port, RequestMaker requests, int connections = Load.Connections)
{
    /// <summary>How many connections the table of performance.md was measured with.</summary>
    public const int Connections = 64;

    /// <summary>What is waited for an answer before the request counts as failed.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const int MaxTries = 5;

    private long _number = Stopwatch.GetTimestamp(); // another round writes other values

    /// <summary>Asks for a while.</summary>
    /// <param name="length">For how long.</param>
    /// <param name="perSecond">How many at most, spread evenly; null: as many as are answered.</param>
    public async Task<LoadFigures> RunAsync(TimeSpan length, double? perSecond = null)
    {
        var watch = Stopwatch.StartNew();
        var workers = await Task.WhenAll(Enumerable.Range(0, connections).Select(turn => Task.Run(() => WorkAsync(watch, length, perSecond / connections, (double)turn / connections))));
        var seconds = watch.Elapsed.TotalSeconds;
        var times = workers.SelectMany(worker => worker.Microseconds).ToArray();
        Array.Sort(times);
        return new LoadFigures(times.Length, workers.Sum(worker => worker.Failed), seconds, times);
    }

    /// <summary>Asks once for each key: puts fill a store so that gets find all of them. A server that is new may be late: it is asked again.</summary>
    public async Task FillAsync()
    {
        var left = Requests.Keys;
        await Task.WhenAll(Enumerable.Range(0, connections).Select(async _ =>
        {
            using var connection = await ConnectAsync();
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var request = requests(Interlocked.Increment(ref _number));
                for (var tries = 1; await connection.AskAsync(request, CancellationToken.None) is var status and not 200; tries++)
                {
                    if (tries == MaxTries)
                    {
                        throw new InvalidOperationException($"A put that fills the store was answered with {status}, {tries} times.");
                    }
                }
            }
        }));
    }

    /// <param name="turn">Where between two ticks of the others this one has its own: else all would ask in one burst.</param>
    private async Task<(List<int> Microseconds, long Failed)> WorkAsync(Stopwatch watch, TimeSpan length, double? perSecond, double turn)
    {
        var (times, failed) = (new List<int>(100_000), 0L);
        var connection = await ConnectAsync();
        if (perSecond is { } known)
        {
            await Task.Delay(TimeSpan.FromSeconds(turn / known));
        }

        using var pace = perSecond is { } rate ? new PeriodicTimer(TimeSpan.FromSeconds(1 / rate)) : null;
        while (watch.Elapsed < length)
        {
            if (pace is not null && !await pace.WaitForNextTickAsync())
            {
                break;
            }

            var asked = Stopwatch.GetTimestamp();
            try
            {
                using var late = new CancellationTokenSource(Patience);
                var status = await connection.AskAsync(requests(Interlocked.Increment(ref _number)), late.Token);
                if (status is 200)
                {
                    times.Add((int)Stopwatch.GetElapsedTime(asked).TotalMicroseconds);
                    continue;
                }
            }
            catch (Exception lost) when (lost is IOException or System.Net.Sockets.SocketException or OperationCanceledException)
            {
                connection.Dispose();
                connection = await ConnectAsync();
            }

            failed++;
        }

        connection.Dispose();
        return (times, failed);
    }

    private async Task<LoadConnection> ConnectAsync()
    {
        var connection = new LoadConnection(port);
        await connection.OpenAsync();
        return connection;
    }
}
