// A server as a Riak client sees it.
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace DynamoKv.Tests.Api.Riak;

/// <summary>A whole server with what Riak clients send every time. Each instance has a cluster of its own.</summary>
public sealed class RiakServer : ServerFixture
{
    private int _buckets;

    /// <summary>Starts a real web server: in memory, paths are tidied before anybody sees them.</summary>
    public RiakServer()
    {
        UseKestrel(0);
        StartServer();
    }

    /// <summary>What the official Python client accepts with every request.</summary>
    public const string PythonAccept = "multipart/mixed, application/json, */*;q=0.5";

    /// <summary>What riak-js accepts with every request.</summary>
    public const string ScriptAccept = "multipart/mixed,application/json;q=0.7, */*;q=0.5";

    /// <summary>A bucket that no other test touches.</summary>
    public string Bucket() => string.Create(CultureInfo.InvariantCulture, $"bucket{Interlocked.Increment(ref _buckets)}");

    /// <summary>A bucket in which concurrent writes stay beside each other, and its path.</summary>
    public async Task<string> SiblingBucketAsync()
    {
        var path = "/buckets/" + Bucket();
        Assert.Equal(204, (await SetAsync(path + "/props", "{\"props\":{\"allow_mult\":true}}")).Status);
        return path;
    }

    public Task<Reply> SetAsync(string path, string json) => SendAsync(HttpMethod.Put, path, JsonBody(json));

    public Task<Reply> StoreAsync(string path, string text, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Put, path, TextBody(text), headers);

    public Task<Reply> RemoveAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Delete, path, null, headers);

    /// <summary>Writes two values that have not seen each other; gives the path of the object.</summary>
    public async Task<string> ConflictAsync()
    {
        var path = await SiblingBucketAsync() + "/keys/twice";
        await StoreAsync(path + "?w=3", "left");
        await StoreAsync(path + "?w=3", "right");
        return path;
    }

    public static StringContent TextBody(string text) => new(text, Encoding.UTF8, "text/plain");

    public static StringContent JsonBody(string json) => new(json, Encoding.UTF8, "application/json");
}

/// <summary>What Riak clients make of answers.</summary>
internal static class RiakReading
{
    public static string Vclock(this Reply reply) => reply.Headers["X-Riak-Vclock"];

    public static string Tag(this Reply reply) => reply.Headers["ETag"].Trim('"');

    /// <summary>The JSON objects of a stream, cut as the Python client cuts them: after each closing brace.</summary>
    public static JsonElement[] Stream(this Reply reply) =>
        [.. reply.Text.Split('}', StringSplitOptions.RemoveEmptyEntries).Select(part => JsonDocument.Parse(part + "}").RootElement)];

    /// <summary>The parts of a multipart body, cut as the Python client cuts them.</summary>
    public static (string Head, string Body)[] Parts(this Reply reply)
    {
        var boundary = reply.Headers["Content-Type"].Split("boundary=")[1];
        var parts = System.Text.RegularExpressions.Regex.Split(reply.Text, $"\r?\n--{boundary}(?:--)?\r?\n")[1..^1];
        return [.. parts.Select(part => part.Split("\r\n\r\n", 2)).Select(part => (part[0], part[1]))];
    }

    /// <summary>Asserts a status with Riak's text.</summary>
    public static Reply Says(this Reply reply, int status, string text)
    {
        Assert.Equal(status, reply.Status);
        Assert.Equal("text/plain", reply.MediaType);
        Assert.Contains(text, reply.Text, StringComparison.Ordinal);
        return reply;
    }
}
