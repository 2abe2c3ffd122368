// The simulator and real processes do the same.
using DynamoKv.Tests.Api;

namespace DynamoKv.Tests.Processes;

[Collection(ProcessCollection.Name)]
public sealed class SameScriptTests(SharedCluster shared) : IAsyncLifetime
{
    private static readonly string[] SimulatedNodes = ["A", "B", "C"];

    private static IReadOnlyList<ScriptStep> Steps { get; } =
    [
        new("nothing", "GET /data/cart"),
        new("no-delete", "DELETE /data/cart") { Node = 1 },
        new("base", "PUT /data/cart", """{"value": "milk"}"""),
        new("read", "GET /data/cart") { Node = 1 },
        new("head", "HEAD /data/cart") { Node = 2 },
        new("next", "PUT /data/cart?w=3", """{"value": "milk, bread", "context": "{ctx:read}"}""") { Node = 2 },
        new("read-next", "GET /data/cart?r=3"),
        new("left", "PUT /data/cart?w=3", """{"value": "left", "context": "{ctx:base}"}""") { Node = 1 },
        new("right", "PUT /data/cart?w=3", """{"value": "right", "context": "{ctx:next}"}"""),
        new("conflict", "GET /data/cart?r=3") { Node = 2 },
        new("merged", "PUT /data/cart", """{"value": "merged", "context": "{ctx:conflict}"}"""),
        new("read-merged", "GET /data/cart?r=3") { Node = 1 },
        new("raw", "GET /data/cart?raw=true"),
        new("once-too-late", "PUT /data/cart", """{"value": "again"}""") { Header = "If-None-Match: *" },
        new("once", "PUT /data/once", """{"value": "first"}""") { Header = "If-None-Match: *", Node = 1 },
        new("delete", "DELETE /data/cart?w=3") { Header = "X-Dynamo-Context: {ctx:merged}", Node = 2 },
        new("gone", "GET /data/cart?r=3"),
        new("delete-again", "DELETE /data/cart") { Node = 1 },
        new("reborn", "PUT /data/cart", """{"value": "new", "context": "{ctx:gone}"}"""),
        new("read-reborn", "GET /data/cart?r=3") { Node = 2 },
        new("stale-delete", "DELETE /data/cart?w=3") { Header = "X-Dynamo-Context: {ctx:merged}" },
        new("still-there", "GET /data/cart?r=3"),
        new("plain", "PUT /data/note", "buy eggs") { MediaType = "text/plain", Node = 1 },
        new("plain-read", "GET /data/note"),
        new("empty", "PUT /data/empty", """{"value": ""}"""),
        new("empty-read", "GET /data/empty?r=3") { Node = 1 },
        new("slash", "PUT /data/a%2Fb%20%C3%A9", """{"value": "path"}"""),
        new("slash-read", "GET /data/a%2Fb%20%C3%A9") { Node = 2 },
        new("first-of-many", "PUT /data/many?w=3", """{"value": "0"}"""),
        new("many", "PUT /data/many?w=3", """{"value": "1", "context": "{ctx:first-of-many}"}""") { Times = 110 },
        new("bad-json", "PUT /data/bad", """{"value": """),
        new("no-value", "PUT /data/bad", """{"values": "1"}"""),
        new("bad-context", "PUT /data/bad", """{"value": "1", "context": "###"}"""),
        new("bad-quorum", "PUT /data/bad?w=4", """{"value": "1"}"""),
        new("bad-query", "GET /data/bad?x=1"),
        new("long-key", $"GET /data/{new string('k', 1_025)}"),
        new("too-large", "PUT /data/bad", new string('v', (1024 * 1024) + 1)) { MediaType = "text/plain" },
        new("batch", "POST /data:batch", "{\"op\":\"put\",\"key\":\"line\",\"value\":\"1\"}\n{\"op\":\"get\"}\n") { MediaType = "application/x-ndjson" },
        new("no-route", "GET /nothing"),
        new("no-route-to-change", "POST /nothing", "{}"),
        new("no-method", "POST /data/cart", "{}"),
    ];

    public ValueTask InitializeAsync() => shared.CalmAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_same_script_has_the_same_outcomes_in_the_simulator_and_in_three_processes()
    {
        using var server = new ServerFixture();
        var script = new RequestScript(Steps);
        var simulated = await script.RunAsync(new Simulated(server));
        var real = await script.RunAsync(new Real(shared));

        Assert.Equal(simulated, real);
        string[] expected = ["nothing: 404", "base: 200", "conflict: 300", "once-too-late: 412", "delete: 200", "gone: 404", "many: 409", "bad-json: 400", "too-large: 413", "batch: 200 200, 400"];
        Assert.All(expected, outcome => Assert.Contains(real, line => line.StartsWith(outcome, StringComparison.Ordinal)));
    }

    private sealed class Simulated(ServerFixture server) : IScriptedCluster
    {
        public Task<Reply> AskAsync(int node, HttpMethod method, string path, HttpContent? content, (string Name, string Value)[] headers) =>
            server.SendAsync(method, $"/api/v1{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}via={SimulatedNodes[node]}", content, headers);
    }

    private sealed class Real(SharedCluster shared) : IScriptedCluster
    {
        public Task<Reply> AskAsync(int node, HttpMethod method, string path, HttpContent? content, (string Name, string Value)[] headers) =>
            shared.SendAsync(shared.Nodes[node], method, path, content, headers);
    }
}
