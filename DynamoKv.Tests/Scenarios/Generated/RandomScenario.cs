// Scenarios drawn by chance, as texts.
using System.Globalization;
using System.Text;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Tests.Scenarios.Generated;

/// <summary>Draws a valid scenario: every section, most words, odd characters in names, keys and texts.</summary>
internal sealed class RandomScenario
{
    private static readonly string[] Odd = ["milk", "a: b", "#no comment", "it's", "\\\"quoted\\\"", "caf\u00e9", "yes", "1e3", "- x", "null", " ends with a space "];

    private readonly StringBuilder _text = new();
    private readonly DeterministicRandom _chance;
    private readonly int _nodes;

    private RandomScenario(ulong seed) => (_chance, _nodes) = (new DeterministicRandom(seed), 3 + (int)(seed % 5));

    /// <summary>The scenario of a seed.</summary>
    public static string Of(ulong seed) => new RandomScenario(seed).Draw();

    private string Draw()
    {
        Line("dynamokv: 1");
        Line($"name: drawn-{Number(1000)}");
        Maybe(() => $"summary: \"{Pick(Odd)}\"");
        Maybe(() => $"seed: {Number(1_000_000)}");
        Line($"until: {Pick("20s", "1m", "20000ms", "20500000us")}");
        Maybe(() => $"settle: {Time()}");
        Cluster();
        Network();
        Workload();
        Line("faults:");
        RandomFault.All(Number, Time, Latency, Node).Where(_ => Half()).Select((what, index) => $"  - {{ id: f{index}, {what} }}").ToList().ForEach(Line);
        Line("  - { id: last, at: 19s, for: 1s, pause: { node: all } }");
        Line("assert:");
        Assertions().Where(_ => Half()).Select((what, index) => $"  - {{ id: a{index}, {what}{(Half() ? "" : $", expect: {Pick("pass", "fail", "any")}")} }}").ToList().ForEach(Line);
        Line("  - { id: last, kind: no_false_siblings }");
        Maybe(() => $"repeat: {1 + Number(20)}");
        Maybe(() => "sweep: { cluster.quorum.r: [1, 2], network.loss: [0, 1%] }");
        return _text.ToString();
    }

    private void Cluster()
    {
        Line("cluster:");
        Line(Half() ? $"  nodes: {{ count: {_nodes} }}" : $"  nodes: [{string.Join(", ", Enumerable.Range(0, _nodes).Select(Name))}]");
        Maybe(() => $"  racks: {{ east: [{Name(0)}], west: [{Name(1)}, {Name(2)}] }}");
        Maybe(() => $"  ring: {{ tokens: {1 + Number(20)}, strategy: {1 + Number(2)}, partitions: 64 }}");
        Maybe(() => $"  weights: {{ {Name(1)}: {1 + Number(30)} }}");
        Maybe(() => $"  quorum: {{ n: 3, r: {1 + Number(3)}, w: {1 + Number(3)}, sloppy: {Flag()} }}");
        Maybe(() => $"  versions: {{ mode: vector_clock, max_entries: {2 + Number(50)} }}");
        Maybe(() => $"  read_repair: {Pick("async", "sync", "off")}");
        Maybe(() => $"  hints: {Pick("off", "on", $"{{ enabled: true, ttl: 1h, replay_every: {Time()}, max: {1 + Number(99)}, window: 3 }}")}");
        Maybe(() => $"  anti_entropy: {Pick("off", "on", $"{{ every: {Time()}, leaves: 1024, batch_keys: 7, scrub_every: 1m }}")}");
        Maybe(() => $"  gossip: {{ every: {Time()}, fanout: {1 + Number(3)}, seeds: [{Name(0)}] }}");
        Maybe(() => $"  failure_detector: {Pick("{ kind: phi, threshold: 9.5 }", $"{{ kind: timeout, after: {Time()} }}")}");
        Maybe(() => $"  transfers: {{ batch_keys: {1 + Number(50)}, keys_per_second: 100 }}");
        Maybe(() => $"  reaping: {{ grace: {Time()}, every: {Time()} }}");
        Maybe(() => $"  buffered_writes: {{ flush_every: {Time()}, max_rows: 10 }}");
        Maybe(() => $"  admission: {{ p99: {Time()}, window: 30s }}");
        Maybe(() => $"  coordinator: {Pick("first_reachable", "any_replica", "fastest_of_last_read", "entry_node")}");
        Maybe(() => $"  timeout: {Time()}");
        Maybe(() => $"  max_siblings: {1 + Number(50)}");
        Maybe(() => $"  storage: {Pick("memory", "sqlite")}");
        Maybe(() => $"  disk: {{ latency: {Latency()}, max_batch: {1 + Number(50)} }}");
    }

    private void Network()
    {
        Line("network:");
        Line($"  client: {Latency()}");
        Maybe(() => $"  latency: {Latency()}");
        Maybe(() => $"  legs: {{ write: {Latency()}, ack: {Latency()}, reply: {Latency()} }}");
        Maybe(() => $"  links: [ {{ from: {Name(0)}, to: [{Name(1)}, {Name(2)}], add: {Latency()} }}, {{ from: {Name(2)}, to: {Name(0)}, latency: {Latency()} }} ]");
        Maybe(() => $"  loss: {Pick("1%", "0.025", "0")}");
        Maybe(() => $"  duplicate: {Pick("1.5%", "0.1")}");
        Maybe(() => $"  order: {Pick("natural", "fifo")}");
    }

    private void Workload()
    {
        Line("workload:");
        Line($"  clients: {1 + Number(9)}");
        Maybe(() => $"  start: {Time()}");
        Maybe(() => "  stop: 19s");
        Maybe(() => $"  rate: {Pick("{ open: 12.5/s, arrivals: uniform }", "{ open: 200 }", $"{{ closed: true, think: {Latency()} }}")}");
        Maybe(() => $"  keys: {Pick("{ count: 7, pick: { dist: zipf, s: 1.25 } }", "{ names: [\"a, b\", \"c: d\", e] }", "{ count: 3, pick: { dist: uniform } }")}");
        Maybe(() => $"  mix: {Pick("{ get: 1 }", "{ get: 60%, put: 35%, delete: 5% }", "{ put: 1 }")}");
        Maybe(() => $"  put: {Pick("{ context: none, value_bytes: 64 }", "{ modify: add_to_set }", "{ context: last_read }")}");
        Maybe(() => $"  retry: {{ max: {Number(4)}, timeout: 300ms }}");
        Maybe(() => "  request: { r: 1, w: 1, timeout: 700ms, sloppy: true }");
        Maybe(() => $"  coordination: {Pick("server_driven", "client_driven")}");
        Line("  script:");
        Line($"    - {{ at: 1s, id: w1, client: ann, put: {{ key: \"{Pick("cart:alice", "a, b", "caf\u00e9")}\", value: \"{Pick(Odd)}\", ttl: 5s, w: 2 }} }}");
        Line($"    - {{ after: w1.{Pick("ok", "fail", "done")}, delay: {Time()}, id: g1, client: bob, via: {Name(0)}, get: {{ key: k, r: 1 }} }}");
        Line($"    - {{ after: g1.done, id: w2, client: bob, put: {{ key: k, value_base64: AAEC, content_type: image/png, metadata: \"{Pick(Odd)}\", context: g1.context }} }}");
        Line($"    - {{ at: 3s, id: d1, client: ann, delete: {{ key: k, context: {Pick("none", "last_read")} }} }}");
        Line("    - { at: 4s, id: s1, client: eva, put: { key: s, value: x, modify: add_to_set } }");
        Line("    - { at: 4s, id: o1, client: eva, put: { key: o, value: x, only_if_absent: true } }");
    }

    private string[] Assertions() =>
    [
        "kind: no_lost_acked_writes", "kind: no_resurrection", "kind: set_complete, max_lost: 5%", $"kind: converged, within: {Time()}, after: all_faults_healed",
        "kind: stale_reads, max: 2%, window: [1s, 12s], key: \"a, b\"", "kind: fresh_probability, at: 10ms, min: 0.95, confidence: 99%", "kind: pbs_matches, tolerance: 0.02, when: no_fault_active",
        $"kind: availability, op: {Pick("get", "put", "delete", "add")}, min: 99.9%", "kind: latency, op: get, p: 99.9, max: 300ms", "kind: linearizable, key: \"caf\u00e9\", budget: 1000",
        $"kind: session, guarantee: {Pick("read_your_writes", "monotonic_reads", "monotonic_writes", "writes_follow_reads")}", "kind: regular", $"kind: siblings, max: {Number(9)}",
        "kind: hints_drained, by: 25s", "kind: merkle_equal, at: end", "kind: durable", $"kind: eventually, state: \"{Name(0)}.{Pick("has", "lacks")}('it')\", within: {Time()}",
    ];

    private string Latency() => Pick(
        "2ms", "{ dist: constant, value: 300us }", "{ dist: uniform, low: 1ms, high: 2.5ms }", "{ dist: exponential, mean: 5ms }", "{ dist: exponential, rate: 1.66 }",
        "{ dist: pareto, scale: 0.235ms, shape: 10 }", "{ dist: pareto, scale: 1ms, shape: 2.5, cap: 200ms }",
        "{ dist: lognormal, median: 0.4ms, sigma: 0.5 }", "{ dist: normal, mean: 5ms, deviation: 1ms }",
        "{ dist: empirical, sample: [1ms, 2ms, 2ms] }", "{ dist: mixture, of: [ { weight: 0.9, dist: constant, value: 1ms }, { weight: 0.1, dist: exponential, rate: 0.5 } ] }");

    private string Time() => Pick("250us", "5ms", "1.5s", "700ms", "2s");

    private string Node() => Pick(
        Name(0), "random(2)", "all", $"\"all_except({Name(0)}, random(1))\"", "\"primary(a, b)\"", "\"replica(cart, 2)\"", "\"fallback(cart, 1)\"", "\"coordinator(w1)\"", $"[{Name(1)}, {Name(2)}]");

    private static string Name(int index) => $"{(char)('A' + index)}";

    private string Flag() => Half() ? "true" : "false";

    private bool Half() => _chance.NextBool(0.5);

    private int Number(int bound) => _chance.NextInt32(bound);

    private string Pick(params string[] choices) => choices[_chance.NextInt32(choices.Length)];

    private void Maybe(Func<string> line)
    {
        if (Half())
            Line(line());
    }

    private void Line(FormattableString text) => Line(text.ToString(CultureInfo.InvariantCulture));

    private void Line(string text) => _text.Append(text).Append('\n');
}
