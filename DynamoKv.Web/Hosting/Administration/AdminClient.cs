// The API as an administrator's commands use it.
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace DynamoKv.Web.Hosting.Administration;

/// <summary>A server that can't be reached: nothing was done, or nobody knows.</summary>
internal sealed class ServerUnreachableException(string message) : Exception(message);

/// <summary>A server that said no; the message is its sentence.</summary>
internal sealed class ServerRefusedException(string message) : Exception(message);

/// <summary>The API as an administrator's commands use it. The token stands in a header only; no redirect is followed with it.</summary>
internal sealed class AdminClient : IDisposable
{
    /// <summary>The server that is asked if nothing is said.</summary>
    public const string StandardUrl = "http://127.0.0.1:8081";

    /// <summary>The variable of the environment that holds the token.</summary>
    public const string TokenVariable = "DYNAMOKV_TOKEN";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;

    /// <exception cref="SettingException">When the address is none, or the token can't be sent.</exception>
    public AdminClient(string? url, string? token)
    {
        var text = url ?? StandardUrl;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.UserInfo.Length > 0)
        {
            throw new SettingException($"--url is '{text}': it must be an address such as {StandardUrl}.");
        }

        Url = address.GetLeftPart(UriPartial.Authority);
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(5) })
        {
            BaseAddress = address,
            Timeout = Timeout.InfiniteTimeSpan, // streams have no end; what is short has its own
        };
        if (!string.IsNullOrEmpty(token))
        {
            _http.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.TryParse("Bearer " + token, out var header)
                ? header
                : throw new SettingException("The token has characters that no token has.");
        }
    }

    /// <summary>The server.</summary>
    public string Url { get; }

    public Task<JsonElement> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<JsonElement> PostAsync(string path, object? body) => SendAsync(
        HttpMethod.Post, path, body is null ? null : new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"));

    /// <summary>An answer of any length; whoever asked disposes it.</summary>
    public async Task<HttpResponseMessage> StreamAsync(HttpMethod method, string path, HttpContent? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        var response = await ReachAsync(() => _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead));
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw new ServerRefusedException(await SentenceAsync(response));
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, HttpContent? body)
    {
        using var late = new CancellationTokenSource(Patience);
        using var request = new HttpRequestMessage(method, path) { Content = body };
        request.Headers.Accept.ParseAdd("application/json");
        using var response = await ReachAsync(() => _http.SendAsync(request, late.Token));
        if (!response.IsSuccessStatusCode)
        {
            throw new ServerRefusedException(await SentenceAsync(response));
        }

        try
        {
            using var answer = JsonDocument.Parse(await ReachAsync(() => response.Content.ReadAsByteArrayAsync(late.Token)));
            return answer.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new ServerRefusedException($"{Url} did not answer in JSON: is it a DynamoKv server?");
        }
    }

    private async Task<T> ReachAsync<T>(Func<Task<T>> send)
    {
        try
        {
            return await send();
        }
        catch (OperationCanceledException)
        {
            throw new ServerUnreachableException($"{Url} did not answer within {Patience.TotalSeconds:0} s.");
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            throw new ServerUnreachableException($"{Url} can't be reached: {(broken.InnerException ?? broken).Message}");
        }
    }

    /// <summary>The sentence of a problem; the status where there is none.</summary>
    private static async Task<string> SentenceAsync(HttpResponseMessage response)
    {
        try
        {
            using var problem = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
            return problem.RootElement.GetProperty("error").GetString() ?? "";
        }
        catch (Exception other) when (other is JsonException or KeyNotFoundException or InvalidOperationException or HttpRequestException)
        {
            return $"The server answered {(int)response.StatusCode} {response.ReasonPhrase}.";
        }
    }
}
