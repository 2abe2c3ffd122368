// One kept-alive HTTP/1.1 connection of the load tool.
using System.Net;
using System.Net.Sockets;

namespace DynamoKv.Benchmarks.Serving;

/// <summary>
/// One kept-alive HTTP/1.1 connection that sends prepared bytes and reads just enough of the answer. A client library would
/// cost as much as the servers that are measured, on the same cores.
/// </summary>
internal sealed class LoadConnection(int port) : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _in = new byte[32 * 1024];
    private int _length;

    public Task OpenAsync() => _socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));

    /// <summary>Sends one request and gives the status of its answer, whose body is read and dropped.</summary>
    public async ValueTask<int> AskAsync(ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        await _socket.SendAsync(request, cancellation);
        _length = 0;
        int end;
        while ((end = _in.AsSpan(0, _length).IndexOf("\r\n\r\n"u8)) < 0)
        {
            await ReadMoreAsync(cancellation);
        }

        var (status, length) = Head(_in.AsSpan(0, end));
        await (length is { } known ? ReadToAsync(end + 4 + known, cancellation) : ReadChunksAsync(end + 4, cancellation));
        return status;
    }

    public void Dispose() => _socket.Dispose();

    private static (int Status, int? Length) Head(ReadOnlySpan<byte> head)
    {
        var status = ((head[9] - '0') * 100) + ((head[10] - '0') * 10) + (head[11] - '0');
        var at = head.IndexOf("Content-Length: "u8);
        if (at < 0)
        {
            return (status, head.IndexOf("chunked"u8) >= 0 ? null : 0);
        }

        var length = 0;
        for (var index = at + 16; index < head.Length && head[index] is >= (byte)'0' and <= (byte)'9'; index++)
        {
            length = (length * 10) + head[index] - '0';
        }

        return (status, length);
    }

    private async ValueTask ReadToAsync(int end, CancellationToken cancellation)
    {
        while (_length < end)
        {
            await ReadMoreAsync(cancellation);
        }
    }

    // Nothing comes after the last chunk before the next request is sent.
    private async ValueTask ReadChunksAsync(int from, CancellationToken cancellation)
    {
        while (_length < from + 5 || !_in.AsSpan(_length - 5, 5).SequenceEqual("0\r\n\r\n"u8))
        {
            await ReadMoreAsync(cancellation);
        }
    }

    private async ValueTask ReadMoreAsync(CancellationToken cancellation)
    {
        if (_length == _in.Length)
        {
            Array.Resize(ref _in, _in.Length * 2);
        }

        var read = await _socket.ReceiveAsync(_in.AsMemory(_length), cancellation);
        _length += read > 0 ? read : throw new IOException("The server closed the connection.");
    }
}
