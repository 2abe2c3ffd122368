// Finds the node port of a server whose HTTP address is known.
using System.Globalization;
using System.Text.Json;
using DynamoKv.Engine.Networking;

namespace DynamoKv.Web.Hosting.Networking;

/// <summary>
/// Finds the node port of a server whose HTTP address is known: the server says node_port in /api/v1/info; one that does not
/// say it has it <see cref="NodeAddress.PortDistance"/> above its own. Only a port is believed, never a host: who answers there
/// has to prove itself.
/// </summary>
public sealed class NodePortFinder : IDisposable
{
    private const int MaxAnswerBytes = 64 * 1024;

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false })
    {
        MaxResponseContentBufferSize = MaxAnswerBytes,
        Timeout = TimeSpan.FromSeconds(2),
    };

    /// <summary>The node address of a server.</summary>
    /// <param name="server">Its HTTP address, such as http://127.0.0.1:8081.</param>
    public async Task<string> FindAsync(string server, CancellationToken cancellation)
    {
        var address = new Uri(server);
        var port = await AskAsync(address, cancellation) ?? (address.Port + NodeAddress.PortDistance);
        return string.Create(CultureInfo.InvariantCulture, $"http://{address.Host}:{port}");
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<int?> AskAsync(Uri server, CancellationToken cancellation)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(server, "/api/v1/info"), cancellation);
            if (!answer.IsSuccessStatusCode)
                return null;

            using var info = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellation));
            return info.RootElement.ValueKind == JsonValueKind.Object && info.RootElement.TryGetProperty("node_port", out var said)
                && said.TryGetInt32(out var port) && port is > 0 and <= ushort.MaxValue ? port : null;
        }
        catch (Exception silent) when (silent is HttpRequestException or JsonException or InvalidOperationException or TaskCanceledException
            && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
