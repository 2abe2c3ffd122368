// Every fault that there is, with values drawn by chance.
namespace DynamoKv.Tests.Scenarios.Generated;

internal static class RandomFault
{
    /// <summary>The words of each fault, without its name.</summary>
    public static IEnumerable<string> All(Func<int, int> number, Func<string> time, Func<string> latency, Func<string> node) =>
    [
        $"at: 2s, for: {time()}, partition: {{ groups: [[A, B], [C]] }}", $"at: 3s, for: {time()}, partition: {{ groups: [{node()}, \"random(1)\"] }}",
        .. new[] { "halves", "majority", "majorities_ring", "asymmetric", "swizzle_clog", "isolate", "bridge" }
            .Select(shape => $"at: {4 + number(10)}s, for: {time()}, partition: {{ shape: {shape} }}"),
        $"at: 4s, for: {time()}, partition: {{ shape: isolate, node: A }}", $"at: 5s, for: {time()}, cut: {{ from: {node()}, to: [B, C] }}",
        $"at: 6s, for: {time()}, link: {{ from: {node()}, delay: {latency()}, loss: 5%, duplicate: 2% }}", $"at: 7s, for: {time()}, link: {{ to: B, delay: {latency()} }}",
        $"at: 8s, delay: {time()}, for: {time()}, crash: {{ node: {node()}, lose: memory }}",
        $"at: 9s, for: {time()}, crash: {{ node: {node()}, lose: disk }}", $"at: 9s, crash: {{ node: {node()} }}",
        $"on: {{ event: hint.stored, owner: C, key: \"a, b\", nth: {1 + number(5)} }}, delay: {time()}, for: {time()}, pause: {{ node: \"event.node\" }}",
        $"on: {{ event: versions.stored, node: A }}, for: {time()}, pause: {{ node: {node()} }}",
        $"every: {latency()}, between: [15s, 15010ms], for: {time()}, pause: {{ node: \"random(1)\" }}",
        $"at: 10s, for: {time()}, clock: {{ node: {node()}, offset: -5s, drift_ppm: 200 }}", $"at: 10s, for: {time()}, clock: {{ node: {node()}, offset: 20ms }}",
        $"at: 11s, for: {time()}, disk: {{ node: {node()}, full: true }}", $"at: 12s, for: {time()}, disk: {{ node: {node()}, slow: {latency()} }}",
        $"at: 13s, disk: {{ node: {node()}, fail_commit: true }}",
        $"at: 14s, disk: {{ node: {node()}, bitflip: {{ keys: {1 + number(5)} }} }}", $"at: 14s, disk: {{ node: {node()}, bitflip: {{ key: \"caf\u00e9\" }} }}",
        "at: 15s, join: { node: newcomer, tokens: 7, rack: north }", $"at: 16s, leave: {{ node: {node()} }}",
    ];
}
