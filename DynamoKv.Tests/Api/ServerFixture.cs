// The whole server in memory, at high speed.
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using DynamoKv.Web.Sessions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace DynamoKv.Tests.Api;

/// <summary>The whole server in memory; its runs pass virtual time a thousand times faster, in short ticks.</summary>
public class ServerFixture : WebApplicationFactory<Program>
{
    private HttpClient? _client;

    public HttpClient Client => _client ??= CreateClient(new WebApplicationFactoryClientOptions
    {
        AllowAutoRedirect = false,
        HandleCookies = false, // who signs in in one test is a stranger in the next
        BaseAddress = ClientOptions.BaseAddress,
    });

    public IRunRegistry Runs => Services.GetRequiredService<IRunRegistry>();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("DynamoKv:Storage:Kind", "memory");
        builder.ConfigureTestServices(services => services.AddSingleton(
            new SimulationOptions { Speed = 1_000, TickInterval = TimeSpan.FromMilliseconds(2), StoresInMemory = true, MaxRuns = 40 }));
    }

    /// <summary>A run that no other test touches, as the root of its routes.</summary>
    public string OwnRun() => "/api/v1/runs/" + Runs.Create(null).Name;

    public async Task<Reply> SendAsync(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Client.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(20));
        return await Reply.ReadAsync(response);
    }

    public Task<Reply> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    public Task<Reply> PutAsync(string path, object body) => SendAsync(HttpMethod.Put, path, JsonContent.Create(body));

    public Task<Reply> PostAsync(string path, object? body) => SendAsync(HttpMethod.Post, path, body is null ? null : JsonContent.Create(body));

    public static StringContent Text(string text, string mediaType) => new(text, Encoding.UTF8, mediaType);
}

/// <summary>What came back.</summary>
public sealed record Reply(int Status, string? MediaType, byte[] Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string Text => Encoding.UTF8.GetString(Body);

    public string[] Names => Json.Names();

    public JsonElement this[string name] => Json.GetProperty(name);

    public static async Task<Reply> ReadAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsByteArrayAsync(),
        response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase));

    /// <summary>Asserts a problem of this status whose sentence holds these words, in the shape that every error has.</summary>
    public Reply IsProblem(int status, string words)
    {
        Assert.Equal(status, Status);
        Assert.Equal("application/problem+json", MediaType);
        Assert.Superset(new HashSet<string> { "type", "title", "status", "detail", "error", "timestamp" }, Names.ToHashSet());
        Assert.Equal(status, this["status"].GetInt32());
        Assert.Contains(words, this["error"].GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", Text, StringComparison.Ordinal);
        return this;
    }
}

internal static class JsonNames
{
    public static string[] Names(this JsonElement element) => [.. element.EnumerateObject().Select(property => property.Name)];

    public static string[] Texts(this JsonElement element) => [.. element.EnumerateArray().Select(item => item.GetString()!)];
}
