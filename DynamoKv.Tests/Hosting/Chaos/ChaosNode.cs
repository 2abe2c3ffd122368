// A node in this process that takes faults.
using System.Collections.Concurrent;
using System.Net.Http.Json;
using DynamoKv.Tests.Api;
using DynamoKv.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using static DynamoKv.Tests.Hosting.HostBench;

namespace DynamoKv.Tests.Hosting.Chaos;

/// <summary>A node in this process, alone in its cluster unless it has seeds, with its log.</summary>
internal sealed class ChaosNode : IAsyncDisposable, ILoggerProvider
{
    private readonly WebApplication _app;
    private HttpClient? _client;

    private ChaosNode(WebApplication app) => _app = app;

    /// <summary>What was logged: category and text.</summary>
    public ConcurrentQueue<(string Category, string Text)> Lines { get; } = new();

    public IEnumerable<string> Audit => Lines.Where(line => line.Category == "DynamoKv.Security").Select(line => line.Text);

    public IServiceProvider Services => _app.Services;

    /// <summary>Where clients reach it.</summary>
    public string Address => _app.Urls.First();

    public static Task<ChaosNode> StartAsync(params string[] words) => StartAsync(HostBench.One, words);

    public static async Task<ChaosNode> StartAsync(DynamoKv.Engine.Primitives.NodeId id, params string[] words)
    {
        string[] alone = ["--DynamoKv:Quorum:N=1", "--DynamoKv:Quorum:R=1", "--DynamoKv:Quorum:W=1", "--DynamoKv:Storage:Kind=memory"];
        var node = new ChaosNode(DynamoKvServer.Build([.. CommandLine.Read(["node", $"--id={id}", "--port=0", "--node-port=0", .. alone, .. words]).Arguments]));
        node._app.Services.GetRequiredService<ILoggerFactory>().AddProvider(node);
        await Soon(node._app.StartAsync());
        node._client = new HttpClient { BaseAddress = new Uri(node._app.Urls.First()) };
        return node;
    }

    public async Task<Reply> SendAsync(HttpMethod method, string path, HttpContent? content = null, string? token = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);

        using var answer = await Soon(_client!.SendAsync(request));
        return await Reply.ReadAsync(answer);
    }

    public Task<Reply> BreakAsync(string fault, string? token = null) =>
        SendAsync(HttpMethod.Post, "/api/v1/faults", ServerFixture.Text(fault, "application/json"), token);

    public Task<Reply> PutAsync(string key) => SendAsync(HttpMethod.Put, $"/api/v1/data/{key}", JsonContent.Create(new { value = "1" }));

    public ILogger CreateLogger(string categoryName) => new Recorder(categoryName, Lines);

    public void Dispose()
    {
        // the log needs nothing
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        await Soon(_app.StopAsync());
        await _app.DisposeAsync();
    }

    private sealed class Recorder(string category, ConcurrentQueue<(string Category, string Text)> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue((category, formatter(state, exception)));
    }
}
