// What the reader takes, and how it refuses the rest.
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Scenarios;
using DynamoKv.Engine.Scenarios.Assertions;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Simulation.Clients;
using DynamoKv.Engine.Storage;
using DynamoKv.Tests.Scenarios.Generated;

namespace DynamoKv.Tests.Scenarios;

public sealed class ScenarioReaderTests
{
    [Fact]
    public void The_smallest_scenario_has_the_defaults()
    {
        var file = Texts.Read(Texts.Smallest);

        Assert.Equal(("smallest", 42UL, TimeSpan.FromSeconds(60), 5), (file.Name, file.Seed, file.Until, file.Cluster.Nodes.Length));
        Assert.Equal(NodeOptions.Everything, file.Cluster.Node);
        Assert.Null(file.ToScenario().Clients);
    }

    [Fact]
    public void Every_word_arrives_where_it_belongs()
    {
        var file = Texts.Read(Texts.Rich);
        var scenario = file.ToScenario();

        Assert.Equal((7UL, Instant.After(TimeSpan.FromSeconds(20))), (scenario.Seed, scenario.CalmAt));
        Assert.Equal([("A", 8, "r1"), ("B", 8, "r1"), ("C", 8, "r2"), ("D", 8, "r2"), ("E", 16, "r2")], scenario.Members.Select(m => (m.Id.Value, m.Tokens, m.Rack!)));
        Assert.Equal((3, 1, 2, true), (scenario.Node.Quorum.N, scenario.Node.Quorum.R, scenario.Node.Quorum.W, scenario.Node.Handoff!.IsSloppy));
        Assert.Equal((TimeSpan.FromHours(1), 10_000), (scenario.Node.Handoff.MaxAge, scenario.Node.Handoff.MaxHints));
        Assert.Null(scenario.Node.Reaping);
        Assert.Equal(6, scenario.Network.Links.Length);
        Assert.Equal(0.001, scenario.Network.Loss, 12);
        Assert.Equal("{ dist: exponential, mean: 2s }", Latency.Exponential(TimeSpan.FromSeconds(2)).ToScenarioText());
        Assert.Equal("{ dist: exponential, mean: 2ms }", scenario.Network.Legs!.Acknowledgement!.ToScenarioText());
        Assert.Equal((0.6, 0.05, 64, 1.1), (scenario.Clients!.Load!.GetShare, scenario.Clients.Load.DeleteShare, scenario.Clients.Load.ValueBytes, scenario.Clients.Load.Keys.Zipf));
        Assert.Equal(new ClientRetry(1, TimeSpan.FromMilliseconds(250)), scenario.Clients.Retry);
        Assert.Equal(["w1", "g1", "x1"], scenario.Clients.Script.Select(step => step.Id));
        Assert.Equal(12, scenario.Faults.Length);
        Assert.Equal(12, file.Assertions.Length);
        Assert.Equal(Expected.Fail, file.Assertions.Single(assertion => assertion.Id == "a8").Expect);
    }

    [Fact]
    public void What_is_read_can_be_run()
    {
        using var run = new SimulationRun(Texts.Read(Texts.Rich).ToScenario(), new MemoryStoreFactory());

        run.RunUntil(Instant.After(TimeSpan.FromSeconds(25)));

        Assert.Null(run.StoppedBecause);
        Assert.True(run.ClientRecords.Count > 1000);
    }

    [Fact]
    public void The_language_is_as_it_was_designed()
    {
        var file = Texts.Read(Texts.Designed);
        var scenario = file.ToScenario();

        Assert.Equal(("stale-read-under-partition", 42UL, 20, TimeSpan.FromSeconds(60)), (file.Name, file.Seed, file.Repeat, file.Until));
        Assert.Equal(6, SweepCells.Of(file).Length);
        Assert.Equal((11, 13, 2), (file.Faults.Length, file.Assertions.Length, file.Workload!.Script.Length));
        Assert.Equal(6, scenario.Network.Links.Length);
        Assert.Equal(["a8", "a9"], file.Assertions.Where(assertion => assertion.Expect == Expected.Fail).Select(assertion => assertion.Id));
        Assert.Equal(DeepText.Of(file), DeepText.Of(Texts.Read(ScenarioWriter.Write(file))));
        Assert.Contains("'30s' is not a whole number", Texts.ProblemsOf(Texts.Designed.Replace("budget: 2000000", "budget: 30s", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("isolate, node: \"primary(cart:alice)\"", "B")]
    [InlineData("bridge, node: C", "B")]
    [InlineData("halves", null)]
    [InlineData("majority", null)]
    [InlineData("majorities_ring", null)]
    [InlineData("asymmetric", null)]
    [InlineData("swizzle_clog", null)]
    public void A_named_partition_is_drawn_and_the_log_says_whom_it_meant(string shape, string? node)
    {
        using var run = new SimulationRun(Texts.Read($"{Texts.Smallest}\nfaults: [ {{ id: p1, at: 1s, for: 2s, partition: {{ shape: {shape} }} }} ]").ToScenario(), new MemoryStoreFactory());
        run.RunUntil(Instant.After(TimeSpan.FromSeconds(5)));

        var injected = run.Log.Select(entry => entry.What).OfType<WorldEvent.FaultInjected>().ToArray();
        Assert.NotEmpty(injected);
        Assert.All(injected, fault => Assert.NotEmpty(fault.Barriers));
        Assert.Contains(run.Log, entry => entry.What is WorldEvent.MessageDropped { Reason: DropReason.Partition });
        Assert.Contains(injected, fault => node is null || fault.Description.Contains(node, StringComparison.Ordinal));
        Assert.Empty(run.ActiveFaults);
    }

    [Fact]
    public void Json_is_the_same_thing()
    {
        const string Json = """
            {"dynamokv": 1, "name": "smallest", "until": "2s", "cluster": {"quorum": {"n": 3, "r": 1, "w": 1}, "hints": {"enabled": false}},
             "workload": {"clients": 2, "rate": {"open": 20}, "mix": {"get": 0.5, "put": 0.5}}, "assert": [{"id": "a1", "kind": "siblings", "max": 3}]}
            """;
        const string Yaml = """
            dynamokv: 1
            name: smallest
            until: 2s
            cluster:
              quorum: { n: 3, r: 1, w: 1 }
              hints: off
            workload:
              clients: 2
              rate: { open: 20/s }
            assert: [ { id: a1, kind: siblings, max: 3 } ]
            """;

        Assert.Equal(ScenarioWriter.Write(Texts.Read(Yaml)), ScenarioWriter.Write(Texts.Read(Json)));
    }

    [Theory]
    [InlineData("dynamokv: 1\nname: x\nclustr: {}", "line 3, column 1: there is no word 'clustr' here: did you mean 'cluster'?")]
    [InlineData("dynamokv: 1", "line 1, column 1: 'name' is missing: a name (lower-case letters, digits and hyphens).")]
    [InlineData("dynamokv: 2\nname: x", "line 1, column 11: dynamokv: '2' is not a whole number from 1 to 1.")]
    [InlineData("dynamokv: 1\nname: x\nseed: -1", "line 3, column 7: seed: '-1' is not a whole number from 0.")]
    [InlineData("dynamokv: 1\nname: x\nuntil: 5", "line 3, column 8: until: '5' is not a duration (250us, 5ms, 1.5s, 2m, 1h, 7d).")]
    [InlineData("dynamokv: 1\nname: x\nname: y", "line 3, column 1: 'name' stands here twice.")]
    [InlineData("dynamokv: 1\nname: x\ncluster: { quorum: { n: 9 } }", "line 3, column 10: cluster: n is 9, and there are 5 nodes")]
    [InlineData("dynamokv: 1\nname: x\ncluster: { quorum: { r: 4 } }", "line 3, column 20: cluster.quorum: r is 4: use 1 to 3.")]
    [InlineData("dynamokv: 1\nname: x\ncluster: { read_repair: aync }", "line 3, column 25: cluster.read_repair: 'aync' is not one of async, sync, off.")]
    [InlineData("dynamokv: 1\nname: x\nnetwork: { latency: { dist: expnential, mean: 5ms } }", "there is no 'expnential': did you mean 'exponential'?")]
    [InlineData("dynamokv: 1\nname: x\nnetwork: { latency: { dist: uniform, low: 5ms, high: 1ms } }", "line 3, column 21: network.latency:")]
    [InlineData("dynamokv: 1\nname: x\nfaults:\n  - { id: p, at: 1s, pause: { node: Z } }", "line 4, column 5: faults: p: there is no node 'Z' in this cluster: it has A, B, C, D, E.")]
    [InlineData("dynamokv: 1\nname: x\nfaults:\n  - { id: p, at: 1s, pause: { node: primry(k) } }", "faults[0].pause.node: there is no selector 'primry': did you mean 'primary'?")]
    [InlineData("dynamokv: 1\nname: x\nfaults:\n  - { id: p, at: 1s }", "faults[0]: a fault does one thing")]
    [InlineData("dynamokv: 1\nname: x\nfaults:\n  - { id: p, on: { event: hint.kept }, pause: { node: A } }", "'hint.kept' is not one of")]
    [InlineData("dynamokv: 1\nname: x\nworkload: { clients: 1, mix: { get: 0.5, put: 0.4 } }", "the shares come to 0.9: they have to come to 1.")]
    [InlineData("dynamokv: 1\nname: x\nworkload: {}", "line 3, column 11: workload: nobody asks anything: give 'clients' or a 'script'.")]
    [InlineData("dynamokv: 1\nname: x\nassert: [ { id: a, kind: convergd } ]", "assert[0].kind: there is no 'convergd': did you mean 'converged'?")]
    [InlineData("dynamokv: 1\nname: x\nassert: [ { id: a, kind: siblings, max: 1 }, { id: a, kind: siblings, max: 2 } ]", "two assertions are called 'a'.")]
    [InlineData("dynamokv: 1\nname: x\nsweep: { cluster.quorum.q: [1] }", "there is no word 'q' here")]
    [InlineData("dynamokv: 1\nname: x\nsweep: { cluster.quorum.r: [1, 7] }", "sweep: with cluster.quorum.r = 7: ")]
    [InlineData("dynamokv: 1\nname: x\nsweep: { cluster.quorum.r: 1 }", "sweep.cluster.quorum.r: '1' is not a mapping from a path to a list of values")]
    [InlineData("name: &a x\nother: *a", "anchors and aliases are not read: write it out.")]
    [InlineData("a: [1, 2", "this is no YAML")]
    [InlineData("{\"a\": }", "line 1, column 7: this is no JSON")]
    [InlineData("dynamokv: 1\nname: x\ncluster: { nodes: { count: 1001 } }", "line 3, column 28: cluster.nodes.count: '1001' is not a whole number from 1 to 1,000.")]
    [InlineData("dynamokv: 1\nname: x\ncluster: { versions: { mode: dotted, max_entries: 5 } }", "line 3, column 22: cluster.versions: max_entries goes with mode: vector_clock.")]
    [InlineData("dynamokv: 1\nname: x\nrepeat: 0", "line 3, column 9: repeat: '0' is not a whole number from 1 to 1,000,000.")]
    [InlineData("", "the text is empty.")]
    [InlineData("- 1", "a list is not a mapping")]
    public void What_is_wrong_is_said_with_its_place_and_what_to_do(string text, string problem) =>
        Assert.Contains(problem, Texts.ProblemsOf(text), StringComparison.Ordinal);

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var problems = Texts.ProblemsOf("dynamokv: 1\nname: X\nuntil: soon\ncluster: { quorum: { n: three } }\nassert: [ { kind: siblings } ]").Split('\n');

        Assert.Equal(4, problems.Length);
        Assert.Equal(["line 2", "line 3", "line 4", "line 5"], problems.Select(problem => problem.Split(',')[0]));
    }
}
