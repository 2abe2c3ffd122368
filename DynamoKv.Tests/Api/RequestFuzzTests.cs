// Requests of any kind: the server is never at a loss.
using System.Text;
using CsCheck;

namespace DynamoKv.Tests.Api;

public sealed class RequestFuzzTests : IDisposable
{
    private static readonly string[] Paths =
    [
        "/api/v1/data/{}", "/api/v1/data:batch", "/api/v1/keys", "/api/v1/keys/{}/replicas", "/api/v1/keys/{}/preference-list", "/api/v1/status", "/api/v1/events",
        "/api/v1/merkle-tree", "/api/v1/merkle-tree/compare/{}", "/api/v1/merkle-tree/sync", "/api/v1/vector-clock/compare/{}", "/api/v1/cluster/join",
        "/api/v1/cluster/plan", "/api/v1/hints", "/api/v1/hints/deliver", "/api/v1/export", "/api/v1/import", "/api/v1/runs/{}", "/api/v1/resources", "/gossip/{}",
        "/riak/{}", "/riak/{}/{}", "/buckets", "/buckets/{}/props", "/buckets/{}/keys", "/buckets/{}/keys/{}", "/buckets/{}/keys/{}/{}", "/types/{}/props",
        "/types/{}/buckets/{}/keys/{}", "/stats", "/ws", "/sign-in", "/sign-out", "/{}", "/{}/{}",
    ];

    private static readonly string[] QueryNames =
        ["r", "w", "pr", "dw", "timeout", "timeout_ms", "keys", "props", "buckets", "vtag", "returnbody", "limit", "cursor", "range", "depth", "via", "prefix", "raw"];

    private static readonly string[] HeaderNames =
    [
        "X-Riak-Vclock", "X-Riak-Meta-A", "X-Dynamo-Context", "If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since", "Link", "Accept", "Authorization",
        "Content-Encoding", "Cookie", "Origin", "Upgrade", "Expect",
    ];

    private static readonly string[] Types =
        ["application/json", "application/x-ndjson", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "a/b; c=\"", "", "é"];

    private static readonly Gen<string> Word = Gen.OneOf(
        Any("true", "stream", "quorum", "*", "0", "-1", "2", "99999999999999999999", "A", "main", "..", ".", "%00", "%2F", "%", "%ff", "+", "key", "k"),
        Gen.String[Gen.Char['!', '~'], 0, 12], Gen.String[Gen.Char['\u00a1', '\uffef'], 1, 3]);

    private static readonly Gen<string> Json = Gen.Recursive<string>((depth, inner) => depth > 4
        ? Any("1", "null", "\"\\ud800\"", "\"x\"", "1e999", "")
        : Gen.OneOf(
            Any("true", "-0", "\"\"", "[", "}", "{\"value\":\"v\"}", "{\"props\":{}}", "{\"op\":\"get\",\"key\":\"k\"}\n"),
            inner.Array[0, 3].Select(items => "[" + string.Join(',', items) + "]"),
            Gen.Select(Any("value", "key", "props", "op", "context", "action", "node_id", "address", "r", "siblings", "seed", "ttl_seconds"), inner)
                .Array[0, 3].Select(pairs => "{" + string.Join(',', pairs.Select(pair => $"\"{pair.Item1}\":{pair.Item2}")) + "}")));

    private static readonly Gen<string> Target = Gen.Select(
        Any(Paths), Word.Array[3], Gen.Select(Any(QueryNames), Word).Array[0, 2],
        (path, words, query) => Filled(path, words) + (query.Length == 0 ? "" : "?" + string.Join('&', query.Select(pair => $"{pair.Item1}={pair.Item2}"))));

    private static readonly Gen<string> Headers = Gen.Select(
        Any(Types), Gen.Select(Any(HeaderNames), Word).Array[0, 3],
        (type, headers) => string.Concat(headers.DistinctBy(header => header.Item1).Select(header => $"{header.Item1}: {header.Item2}\r\n")) + $"Content-Type: {type}");

    private readonly ServerFixture _server = new();
    private readonly RawHttp _http;

    public RequestFuzzTests()
    {
        _server.UseKestrel(0);
        _server.StartServer();
        _http = new RawHttp(_server.ClientOptions.BaseAddress);
    }

    [Fact]
    public void No_request_meets_an_error_of_the_servers_own() =>
        Gen.Select(Any("GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS", "PATCH"), Target, Headers, Json).Sample(
            (method, target, headers, body) => Assert.NotEqual(500, _http.AskAsync(method, target, headers, body).GetAwaiter().GetResult()),
            iter: 400, threads: 1);

    public void Dispose()
    {
        _http.Dispose();
        _server.Dispose();
    }

    private static Gen<string> Any(params string[] words) => Gen.Int[0, words.Length - 1].Select(index => words[index]);

    private static string Filled(string path, string[] words)
    {
        var target = new StringBuilder();
        var next = 0;
        foreach (var part in path.Split("{}"))
        {
            target.Append(part).Append(next < path.Split("{}").Length - 1 ? words[next++] : "");
        }

        return target.Replace(" ", "%20").ToString();
    }
}
