// One real cluster for all tests of processes, which run one after another and beside no others.
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DynamoKv.Benchmarks.Processes;
using DynamoKv.Tests.Api;
using DynamoKv.Tests.Storage;

namespace DynamoKv.Tests.Processes;

/// <summary>They measure time and use up both cores: they run one after another and beside no others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessCollection : ICollectionFixture<SharedCluster>
{
    public const string Name = "processes";
}

/// <summary>Three processes that take faults, shared by tests that use keys of their own and leave it healed.</summary>
public sealed class SharedCluster : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(15) };
    private RealCluster? _cluster;

    public RealCluster Cluster => _cluster!;

    public IReadOnlyList<RealNode> Nodes => Cluster.Nodes;

    public async ValueTask InitializeAsync() => _cluster = await RealCluster.StartAsync(3, _folder.Path, "--enable-chaos");

    public ValueTask DisposeAsync()
    {
        _cluster?.Dispose();
        _http.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Puts a fault into a node; gives its name.</summary>
    public async Task<string> BreakAsync(RealNode node, object fault)
    {
        var reply = await SendAsync(node, HttpMethod.Post, "/faults", JsonContent.Create(fault));
        Assert.Equal(201, reply.Status);
        return reply["id"].GetString()!;
    }

    public async Task HealAsync(RealNode node, string fault) =>
        Assert.Equal(200, (await SendAsync(node, HttpMethod.Delete, $"/faults/{fault}")).Status);

    public Task<Reply> PutAsync(RealNode node, string key, string value, string? context = null, string query = "") =>
        SendAsync(node, HttpMethod.Put, $"/data/{key}{query}", JsonContent.Create(new { value, context }));

    /// <summary>Writes a value that all three nodes acknowledge, under a new key each time one of them has not: a busy machine may suspect a healthy node.</summary>
    /// <returns>The key that holds it, and the context of the write.</returns>
    public async Task<(string Key, string Context)> PutOnAllAsync(RealNode node, string name, string value)
    {
        var (key, context) = ("", "");
        await Eventually.IsSoAsync(
            async () =>
            {
                key = $"{name}-{Guid.NewGuid():N}";
                var reply = await PutAsync(node, key, value, query: "?w=3");
                context = reply.Status == 200 ? reply["context"].GetString()! : "";
                return reply.Status == 200;
            },
            $"all three nodes acknowledge a write to {node.Id}");
        return (key, context);
    }

    /// <summary>Waits until the nodes are as a test wants to find them: each ready, and each reaching all of them.</summary>
    public async ValueTask CalmAsync()
    {
        foreach (var node in Nodes)
        {
            await Eventually.IsSoAsync(async () => await ReadinessAsync(node) is null, $"{node.Id} is ready");
            await PutOnAllAsync(node, "calm", "1");
        }
    }

    public Task<Reply> GetAsync(RealNode node, string path) => SendAsync(node, HttpMethod.Get, path);

    public async Task<Reply> SendAsync(RealNode node, HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(node.Address, path.StartsWith("/health", StringComparison.Ordinal) ? path : "/api/v1" + path));
        request.Content = content;
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);

        using var answer = await _http.SendAsync(request);
        return await Reply.ReadAsync(answer);
    }

    /// <summary>The sentence with which a node says that it is not ready; null: it is.</summary>
    public async Task<string?> ReadinessAsync(RealNode node)
    {
        var reply = await GetAsync(node, "/health/ready");
        return reply.Status == (int)HttpStatusCode.OK ? null : reply["error"].GetString();
    }

    public async Task<string[]> ValuesAsync(RealNode node, string key)
    {
        var reply = await GetAsync(node, $"/data/{key}?r=1");
        return reply.Status == 404 ? [] : [.. reply["siblings"].EnumerateArray().Where(IsLive).Select(one => one.GetProperty("value").GetString()!).Order(StringComparer.Ordinal)];
    }

    private static bool IsLive(JsonElement sibling) => !sibling.GetProperty("deleted").GetBoolean();
}
