// The seam holds: one script, two worlds, the same outcomes.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Versioning;
using static DynamoKv.Tests.Hosting.HostBench;

namespace DynamoKv.Tests.Hosting;

public sealed class SeamTests
{
    [Fact]
    public async Task The_same_script_has_the_same_outcomes_in_the_simulator_and_through_three_hosts()
    {
        var simulated = new Book();
        using (var run = new SimulationRun(Scenario, new MemoryStoreFactory()))
        {
            run.RunUntil(run.Now + TimeSpan.FromMilliseconds(200));
            foreach (var step in Script)
                simulated.Add(step, Ask(run, step, simulated));
        }

        var hosted = new Book();
        await using (var cluster = await HostedCluster.StartAsync())
        {
            foreach (var step in Script)
                hosted.Add(step, await AskAsync(cluster, step, hosted));
        }

        Assert.Equal(simulated.Lines, hosted.Lines);
        Assert.Contains(hosted.Lines, line => line.Contains("milk", StringComparison.Ordinal) && line.Contains("bread", StringComparison.Ordinal));
    }

    private static Scenario Scenario => new()
    {
        Name = "three",
        Seed = 1,
        Members = [.. new[] { One, Two, Three }.Select(id => new RingMember(id, 8))],
        Node = Quick,
        Network = new NetworkOptions { Latency = Latency.Constant(TimeSpan.FromMilliseconds(1)) },
    };

    // Concurrent writes by contexts, a merge, deletes, conditions, and a node that dies.
    private static IReadOnlyList<ScriptStep> Script { get; } =
    [
        new("get", One, "cart"),
        new("put", One, "cart", "milk"),
        new("get", Two, "cart", Remembers: "seen"),
        new("put", Three, "cart", "eggs", Uses: "seen"),
        new("get", One, "cart"),
        new("put", Two, "basket", "milk", Uses: "none"),
        new("get", Three, "basket", Remembers: "first"),
        new("put", One, "basket", "bread", Uses: "nothing"),
        new("get", One, "basket", Remembers: "both"),
        new("put", Two, "basket", "all", Uses: "both"),
        new("get", Three, "basket"),
        new("create", One, "basket", "again"),
        new("create", Three, "fresh", "first"),
        new("delete", Two, "fresh"),
        new("get", One, "fresh"),
        new("delete", Two, "fresh"),
        new("crash", Three, ""),
        new("put", One, "cart", "without three", Uses: "seen"),
        new("get", Two, "cart"),
        new("put", Two, "alone", "1"),
        new("get", One, "alone"),
    ];

    private static ClientResponse? Ask(SimulationRun run, ScriptStep step, Book book)
    {
        if (step.Verb == "crash")
        {
            run.Apply(new CrashAction(step.Via, CrashLoss.Memory));
            return null;
        }

        run.Apply(new RequestAction(step.Via, step.Request(run.NextOperation(step.Via), book)));
        run.RunUntil(run.Now + TimeSpan.FromSeconds(2));
        return run.TakeResponses().Single();
    }

    private static async Task<ClientResponse?> AskAsync(HostedCluster cluster, ScriptStep step, Book book)
    {
        if (step.Verb == "crash")
        {
            cluster.Network.Cut(step.Via);
            return null;
        }

        return await Soon(cluster[step.Via].SubmitAsync(id => step.Request(id, book), CancellationToken.None));
    }

    private sealed record ScriptStep(string Verb, NodeId Via, string Key, string Value = "", string? Uses = null, string? Remembers = null)
    {
        public ClientRequest Request(OperationId id, Book book) => Verb switch
        {
            "get" => new ClientRequest.Get(id, Engine.Primitives.Key.Of(Key), RequestOptions.None),
            "delete" => new ClientRequest.Delete(id, Engine.Primitives.Key.Of(Key), RequestOptions.None, book.Context(Uses)),
            _ => new ClientRequest.Put(
                id, Engine.Primitives.Key.Of(Key), RequestOptions.None, WriteContent.Text(Value), book.Context(Uses), Verb == "create"),
        };
    }

    // What was answered, without the names that each world gives.
    private sealed class Book
    {
        private readonly Dictionary<string, CausalContext> _contexts = new(StringComparer.Ordinal) { ["nothing"] = new CausalContext(VectorClock.Empty, null) };

        public List<string> Lines { get; } = [];

        public CausalContext? Context(string? name) => name is null ? null : _contexts.GetValueOrDefault(name);

        public void Add(ScriptStep step, ClientResponse? response)
        {
            if (response is ClientResponse.Read { Context: var context } && step.Remembers is { } name)
                _contexts[name] = context;

            Lines.Add($"{step.Verb} {step.Key} via {step.Via}: {(response is null ? "done" : Words(response))}");
        }

        private static string Words(ClientResponse response) => response is ClientResponse.Read or ClientResponse.Stored
            ? $"{response.GetType().Name} {string.Join(", ", Versions(response))} by {response.Coordinator}, asked {string.Join(" ", response.Replicas.Asked)}"
            : $"{response.GetType().Name} by {response.Coordinator}";

        private static IEnumerable<string> Versions(ClientResponse response) =>
            (response is ClientResponse.Read read ? read.Versions : ((ClientResponse.Stored)response).Versions)
            .Siblings.Select(one => one.IsTombstone ? "a tombstone" : one.ValueAsText());
    }
}
