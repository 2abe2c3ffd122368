// HTTP without a client library that tidies paths.
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace DynamoKv.Tests.Api;

/// <summary>Sends request lines as they are, one connection a request: client libraries resolve ".." and re-encode.</summary>
internal sealed class RawHttp(Uri server) : IDisposable
{
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(60));

    public async Task<Reply> SendAsync(string method, string target, string? text = null)
    {
        var bytes = Encoding.UTF8.GetBytes(text ?? "");
        var answer = await ExchangeAsync(method, target, $"Content-Type: text/plain\r\nContent-Length: {bytes.Length}", bytes);
        var split = answer.AsSpan().IndexOf("\r\n\r\n"u8);
        var head = Encoding.ASCII.GetString(answer, 0, split).Split("\r\n");
        var headers = head.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        return new Reply(StatusOf(head[0]), headers.GetValueOrDefault("Content-Type"), answer[(split + 4)..], headers);
    }

    public async Task<int> StatusAsync(string method, string target, string header) =>
        StatusOf(Encoding.ASCII.GetString(await ExchangeAsync(method, target, header, [])).Split("\r\n")[0]);

    /// <summary>The status of a request that may be anything; 0: the connection was closed without an answer.</summary>
    public async Task<int> AskAsync(string method, string target, string headers, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        try
        {
            var answer = await ExchangeAsync(method, target, $"{headers}\r\nContent-Length: {bytes.Length}", bytes);
            return answer.Length == 0 ? 0 : StatusOf(Encoding.ASCII.GetString(answer).Split("\r\n")[0]);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    public async Task<int> StatusAsync(string method, string target) => await StatusAsync(method, target, "Accept: */*");

    public void Dispose() => _patience.Dispose();

    private async Task<byte[]> ExchangeAsync(string method, string target, string headers, byte[] body)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(server.Host, server.Port, _patience.Token);
        var stream = connection.GetStream();
        var head = Encoding.Latin1.GetBytes($"{method} {target} HTTP/1.1\r\nHost: {server.Authority}\r\nConnection: close\r\n{headers}\r\n\r\n");
        await stream.WriteAsync(head, _patience.Token);
        await stream.WriteAsync(body, _patience.Token);
        using var answer = new MemoryStream();
        await stream.CopyToAsync(answer, _patience.Token);
        return answer.ToArray();
    }

    private static int StatusOf(string line) => int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
}
