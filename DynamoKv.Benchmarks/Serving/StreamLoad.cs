// Load in streams: our batch route, and pipelined redis.
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DynamoKv.Benchmarks.Serving;

/// <summary>Sends many writes over a few connections without waiting for each answer.</summary>
internal static class StreamLoad
{
    private const int Streams = 4;
    private const int LinesAtOnce = 500;
    private const int RedisConnections = 64;
    private const int RedisPipeline = 16;

    private static ReadOnlySpan<byte> LastChunk => "0\r\n\r\n"u8;

    /// <summary>Writes lines into the batch streams of one node, and counts the lines that say 200.</summary>
    public static Task<LoadFigures> BatchAsync(int port, TimeSpan length) => RunAsync(Streams, watch => BatchAsync(port, watch, length));

    /// <summary>Writes once to each of so many keys, as often as is asked, through one batch stream.</summary>
    /// <exception cref="InvalidOperationException">When many lines were refused.</exception>
    public static async Task FillAsync(int port, int keys, int writes)
    {
        var number = 0L;
        var (done, failed) = await BatchAsync(port, () => number < writes, () => Requests.BatchLine(number++, keys));
        if (failed > writes / 20 || done + failed < writes) // some time out while a process is new, and are done all the same
        {
            throw new InvalidOperationException($"{failed} of {writes} writes that fill a store were refused.");
        }
    }

    /// <summary>Sets in redis, sixteen at a time on each connection.</summary>
    public static Task<LoadFigures> RedisAsync(int port, TimeSpan length) => RunAsync(RedisConnections, watch => RedisAsync(port, watch, length));

    private static async Task<LoadFigures> RunAsync(int workers, Func<Stopwatch, Task<(long Done, long Failed)>> work)
    {
        var watch = Stopwatch.StartNew();
        var done = await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(() => work(watch))));
        return new LoadFigures(done.Sum(one => one.Done), done.Sum(one => one.Failed), watch.Elapsed.TotalSeconds, []);
    }

    private static Task<(long Done, long Failed)> BatchAsync(int port, Stopwatch watch, TimeSpan length)
    {
        var number = Stopwatch.GetTimestamp() ^ Environment.CurrentManagedThreadId;
        return BatchAsync(port, () => watch.Elapsed < length, () => Requests.BatchLine(number++));
    }

    private static async Task<(long Done, long Failed)> BatchAsync(int port, Func<bool> goesOn, Func<string> nextLine)
    {
        using var socket = await ConnectAsync(port);
        await SendAsync(socket, "POST /api/v1/data:batch HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n");
        var reading = Task.Run(() => CountAsync(socket, "\"status\":200", "\"status\":"));
        var lines = new StringBuilder();
        while (goesOn())
        {
            lines.Clear();
            for (var line = 0; line < LinesAtOnce; line++)
            {
                lines.Append(nextLine());
            }

            await SendAsync(socket, $"{lines.Length:x}\r\n{lines}\r\n");
        }

        await SendAsync(socket, "0\r\n\r\n");
        return await reading;
    }

    private static async Task<(long Done, long Failed)> RedisAsync(int port, Stopwatch watch, TimeSpan length)
    {
        using var socket = await ConnectAsync(port);
        var (number, done) = (Stopwatch.GetTimestamp() ^ Environment.CurrentManagedThreadId, 0L);
        var answer = new byte[RedisPipeline * 5];
        while (watch.Elapsed < length)
        {
            await SendAsync(socket, string.Concat(Enumerable.Range(0, RedisPipeline).Select(_ => Requests.RedisSet(number++))));
            for (var read = 0; read < answer.Length;)
            {
                read += await socket.ReceiveAsync(answer.AsMemory(read)) is var more and > 0 ? more : throw new IOException("redis closed the connection.");
            }

            done += RedisPipeline;
        }

        return (done, 0);
    }

    /// <summary>Counts what is good and what is not until the last chunk has come. What is cut by a read is found all the same.</summary>
    private static async Task<(long Done, long Failed)> CountAsync(Socket socket, string good, string any)
    {
        var (goodBytes, anyBytes) = (Encoding.ASCII.GetBytes(good), Encoding.ASCII.GetBytes(any));
        var buffer = new byte[256 * 1024];
        var (kept, goods, all, end) = (0, 0L, 0L, new byte[LastChunk.Length]);
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(kept));
            var length = kept + read;
            var isEnd = read == 0 || IsEnd(end, buffer.AsSpan(kept, read));
            var whole = isEnd ? length : buffer.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
            goods += buffer.AsSpan(0, whole).Count(goodBytes);
            all += buffer.AsSpan(0, whole).Count(anyBytes);
            if (isEnd)
            {
                return (goods, all - goods);
            }

            buffer.AsSpan(whole, length - whole).CopyTo(buffer);
            kept = length - whole;
        }
    }

    /// <summary>Whether what was read ends with the last chunk; the end of what came before is kept, since the chunk may come in pieces.</summary>
    private static bool IsEnd(Span<byte> end, ReadOnlySpan<byte> read)
    {
        var taken = read[Math.Max(0, read.Length - end.Length)..];
        end[taken.Length..].CopyTo(end);
        taken.CopyTo(end[^taken.Length..]);
        return end.SequenceEqual(LastChunk);
    }

    private static async Task<Socket> ConnectAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));
        return socket;
    }

    private static async Task SendAsync(Socket socket, string text)
    {
        for (ReadOnlyMemory<byte> rest = Encoding.ASCII.GetBytes(text); rest.Length > 0;)
        {
            rest = rest[await socket.SendAsync(rest)..];
        }
    }
}
