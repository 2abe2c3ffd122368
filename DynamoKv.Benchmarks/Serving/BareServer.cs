// "bare-server PORT": the least that ASP.NET does for a put.
using System.Collections.Concurrent;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DynamoKv.Benchmarks.Serving;

/// <summary>A bare Kestrel server with a minimal API over a dictionary: what a put through our own API is compared with.</summary>
internal static class BareServer
{
    /// <summary>Serves until the process is killed.</summary>
    public static async Task<int> RunAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, BareJson.Default));
        await using var app = builder.Build();
        var rows = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        app.MapPut("/api/v1/data/{key}", (string key, BarePut put) =>
        {
            rows[key] = put.Value;
            return Results.Ok(new BareAnswer(key, put.Value));
        });
        app.MapGet("/health/ready", () => Results.Ok());
        await app.RunAsync($"http://127.0.0.1:{port}");
        return 0;
    }
}

/// <summary>What is put.</summary>
internal sealed record BarePut([property: JsonPropertyName("value")] string Value);

/// <summary>What is answered.</summary>
internal sealed record BareAnswer([property: JsonPropertyName("key")] string Key, [property: JsonPropertyName("value")] string Value);

/// <summary>Its JSON, without reflection.</summary>
[JsonSerializable(typeof(BarePut))]
[JsonSerializable(typeof(BareAnswer))]
internal sealed partial class BareJson : JsonSerializerContext;
