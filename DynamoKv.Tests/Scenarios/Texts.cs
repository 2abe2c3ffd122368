// Scenarios as texts, for tests.
using DynamoKv.Engine.Scenarios;

namespace DynamoKv.Tests.Scenarios;

internal static class Texts
{
    /// <summary>As little as a scenario can say.</summary>
    public const string Smallest = """
        dynamokv: 1
        name: smallest
        """;

    /// <summary>Nearly every word of the language.</summary>
    public const string Rich = """
        dynamokv: 1
        name: rich
        summary: "Nearly every word of the language."
        seed: 7
        until: 20s
        settle: 8s

        cluster:
          nodes: [A, B, C, D, E]
          racks: { r1: [A, B], r2: [C, D, E] }
          ring: { tokens: 8, strategy: 1, partitions: 64 }
          weights: { E: 16 }
          quorum: { n: 3, r: 1, w: 2, sloppy: true }
          versions: { mode: dotted }
          read_repair: async
          hints: { enabled: true, ttl: 1h, replay_every: 2s, max: 10000 }
          anti_entropy: { every: 2s }
          gossip: { every: 1s, fanout: 1, seeds: [A, C] }
          failure_detector: { kind: phi, threshold: 8 }
          reaping: off
          timeout: 800ms
          storage: memory
          disk: { latency: { dist: lognormal, median: 0.4ms, sigma: 0.5 } }

        network:
          client: 0ms
          legs:
            write: { dist: exponential, mean: 5ms }
            ack: { dist: exponential, rate: 0.5 }
            read: { dist: pareto, scale: 1ms, shape: 2.5, cap: 200ms }
            reply: { dist: mixture, of: [ { weight: 0.9122, dist: pareto, scale: 0.235ms, shape: 10 }, { weight: 0.0878, dist: exponential, rate: 1.66 } ] }
          links: [ { from: r1, to: r2, add: { dist: uniform, low: 10ms, high: 20ms } } ]
          loss: 0.1%
          duplicate: 0
          order: natural

        workload:
          clients: 4
          start: 1s
          stop: 18s
          rate: { open: 100/s, arrivals: poisson }
          keys: { count: 20, pick: { dist: zipf, s: 1.1 } }
          mix: { get: 0.6, put: 0.35, delete: 0.05 }
          put: { context: last_read, value_bytes: 64 }
          retry: { max: 1, timeout: 250ms }
          script:
            - { at: 5s, id: w1, client: c1, put: { key: "cart:alice", value: milk } }
            - { after: w1.ok, delay: 5ms, id: g1, client: c2, get: { key: "cart:alice", r: 1 } }
            - { after: g1.done, id: x1, client: ann, via: C, delete: { key: "cart:alice", context: g1.context } }

        faults:
          - { id: p1, at: 2s, for: 3s, partition: { groups: [[A, B], [C, D, E]] } }
          - { id: p2, at: 6s, for: 1s, cut: { from: C, to: [D, E] } }
          - { id: p3, at: 8s, for: 1s, partition: { shape: majorities_ring } }
          - { id: s1, at: 4s, for: 2s, link: { from: A, to: C, delay: { dist: constant, value: 300ms }, loss: 5%, duplicate: 2% } }
          - { id: c1, at: 9s, for: 2s, crash: { node: "coordinator(w1)", lose: unsynced } }
          - { id: h1, on: { event: hint.stored, owner: D, nth: 1 }, delay: 10ms, for: 2s, pause: { node: "event.node" } }
          - { id: k1, at: 10s, for: 4s, clock: { node: E, offset: -5s, drift_ppm: 200 } }
          - { id: d1, at: 12s, for: 1s, disk: { node: B, full: true } }
          - { id: d2, at: 14s, disk: { node: D, bitflip: { keys: 1 } } }
          - { id: d3, at: 14s, for: 1s, disk: { node: "all_except(A, r1)", slow: 50ms } }
          - { id: m1, at: 15s, join: { node: F, tokens: 8 } }
          - { id: n1, every: { dist: exponential, mean: 3s }, between: [5s, 12s], for: 1s, pause: { node: "random(1)" } }

        assert:
          - { id: a1, kind: no_lost_acked_writes }
          - { id: a2, kind: converged, within: 10s, after: all_faults_healed }
          - { id: a3, kind: stale_reads, max: 60%, window: [2s, 7s] }
          - { id: a4, kind: fresh_probability, at: 10ms, min: 0.2, confidence: 95% }
          - { id: a6, kind: availability, op: put, min: 20% }
          - { id: a7, kind: latency, op: get, p: 99.9, max: 3s }
          - { id: a8, kind: session, guarantee: read_your_writes, expect: fail }
          - { id: a9, kind: linearizable, key: "cart:alice", budget: 100000, expect: any }
          - { id: a10, kind: siblings, max: 20 }
          - { id: a11, kind: hints_drained, by: 28s }
          - { id: a12, kind: merkle_equal, at: end }
          - { id: a13, kind: eventually, state: "D.lacks('no such key')", within: 20s }
        """;

    /// <summary>
    /// The whole language in one file, as it was designed; but the budget of a search is a number of steps.
    /// </summary>
    public const string Designed = """
        dynamokv: 1
        name: stale-read-under-partition
        summary: "R=1 can read nothing after an acknowledged write"
        seed: 42
        until: 60s                       # virtual time

        cluster:
          nodes: [A, B, C, D, E]         # or {count: 5}
          racks: { r1: [A, B], r2: [C, D, E] }
          ring: { tokens: 8, strategy: 1, partitions: 64 }
          quorum: { n: 3, r: 1, w: 2, sloppy: true }
          versions: { mode: dotted }     # dotted | vector_clock (max_entries) | last_write_wins
          read_repair: async             # async | sync | off
          hints: { enabled: true, ttl: 1h, replay_every: 2s, max: 10000 }
          anti_entropy: { every: 10s }
          gossip: { every: 1s, fanout: 1, seeds: [A, C] }
          failure_detector: { kind: phi, threshold: 8 }   # or {kind: timeout, after: 500ms}
          storage: sqlite                # sqlite | memory
          disk: { latency: { dist: lognormal, median: 0.4ms, sigma: 0.5 } }

        network:
          client: { dist: constant, value: 0ms }          # latency to clients hides anomalies, so zero by default
          legs:                                            # the W A R S of PBS
            write: { dist: exponential, mean: 5ms }
            ack:   { dist: exponential, mean: 2ms }
            read:  { dist: pareto, scale: 1ms, shape: 2.5, cap: 200ms }
            reply: { dist: mixture, of: [ { weight: 0.9122, dist: pareto, scale: 0.235ms, shape: 10 }, { weight: 0.0878, dist: exponential, rate: 1.66 } ] }
          links: [ { from: r1, to: r2, add: { dist: uniform, low: 10ms, high: 20ms } } ]
          loss: 0
          duplicate: 0
          order: natural                                   # or fifo

        workload:
          clients: 4
          start: 1s
          stop: 50s
          rate: { open: 200/s, arrivals: poisson }         # or { closed: true, think: 10ms }
          keys: { count: 100, pick: { dist: zipf, s: 1.1 } }
          mix: { get: 0.6, put: 0.35, delete: 0.05 }
          put: { context: last_read, value_bytes: 64 }     # or context: none; or modify: add_to_set (read, merge, write)
          retry: { max: 1, timeout: 250ms }
          script:
            - { at: 10s, id: w1, client: c1, put: { key: "cart:alice", value: milk } }
            - { after: w1.ok, delay: 5ms, id: r1, client: c2, get: { key: "cart:alice" } }

        faults:
          - { id: p1, at: 12s, for: 15s, partition: { groups: [[A, B], [C, D, E]] } }
          - { id: p2, at: 30s, for: 5s,  cut: { from: C, to: [D, E] } }                    # one way
          - { id: s1, at: 14s, for: 4s,  link: { from: A, to: C, delay: { dist: constant, value: 300ms }, loss: 5%, duplicate: 2% } }
          - { id: c1, at: 20s, for: 6s,  crash: { node: "coordinator(w1)", lose: unsynced } } # memory | unsynced | disk
          - { id: g1, on: { event: hint.stored, owner: D, nth: 1 }, delay: 10ms, for: 2s, pause: { node: "event.node" } }
          - { id: k1, at: 25s, for: 10s, clock: { node: E, offset: -5s, drift_ppm: 200 } }
          - { id: d1, at: 35s, for: 5s,  disk: { node: B, full: true } }
          - { id: d2, at: 41s, disk: { node: D, bitflip: { keys: 1 } } }
          - { id: d3, at: 42s, for: 3s, disk: { node: C, slow: { dist: constant, value: 50ms } } }
          - { id: m1, at: 45s, join: { node: F, tokens: 8 } }
          - { id: n1, every: { mean: 8s, dist: exponential }, between: [15s, 40s], for: 1s, pause: { node: "random(1)" } }

        assert:
          - { id: a1, kind: no_lost_acked_writes }
          - { id: a2, kind: converged, within: 10s, after: all_faults_healed }
          - { id: a3, kind: stale_reads, max: 2%, window: [12s, 27s] }
          - { id: a4, kind: fresh_probability, at: 10ms, min: 0.95, confidence: 95% }
          - { id: a5, kind: pbs_matches, tolerance: 0.02, when: no_fault_active }
          - { id: a6, kind: availability, op: put, min: 99.9% }
          - { id: a7, kind: latency, op: get, p: 99.9, max: 300ms }
          - { id: a8, kind: session, guarantee: read_your_writes, expect: fail }             # shows the violation: green when it fails
          - { id: a9, kind: linearizable, key: "cart:alice", budget: 2000000, expect: fail }
          - { id: a10, kind: siblings, max: 2 }
          - { id: a11, kind: hints_drained, by: 55s }
          - { id: a12, kind: merkle_equal, at: end }
          - { id: a13, kind: eventually, state: "D.has('cart:alice')", within: 20s }

        repeat: 20                       # seeds seed .. seed+19
        sweep:                           # the same seeds in every cell: a paired comparison
          cluster.quorum.r: [1, 2]
          cluster.quorum.w: [1, 2, 3]
        """;

    public static ScenarioFile Read(string text) => ScenarioReader.Require(text);

    /// <summary>The problems of a text, one a line.</summary>
    public static string ProblemsOf(string text)
    {
        var (file, problems) = ScenarioReader.Read(text);
        Assert.Null(file);
        return string.Join('\n', problems);
    }
}
