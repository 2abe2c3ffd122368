// What the form offers to add.
using DynamoKv.Engine.Scenarios;
using DynamoKv.Web.Components.Texts;

namespace DynamoKv.Web.Components.Scenarios;

/// <summary>What the form offers to add: a word and the line that comes of it, to be changed at will.</summary>
public static class PieceChoices
{
    private static readonly (string Word, string Template)[] FaultLines =
    [
        ("crash", "{{ id: {0}, at: 5s, for: 5s, crash: {{ node: {1}, lose: memory }} }}"),
        ("pause", "{{ id: {0}, at: 5s, for: 2s, pause: {{ node: {1} }} }}"),
        ("partition", "{{ id: {0}, at: 5s, for: 5s, partition: {{ shape: halves }} }}"),
        ("cut", "{{ id: {0}, at: 5s, for: 5s, cut: {{ from: {1}, to: {2} }} }}"),
        ("link", "{{ id: {0}, at: 5s, for: 5s, link: {{ from: {1}, to: {2}, delay: 100ms, loss: 5% }} }}"),
        ("disk", "{{ id: {0}, at: 5s, for: 5s, disk: {{ node: {1}, full: true }} }}"),
        ("clock", "{{ id: {0}, at: 5s, for: 5s, clock: {{ node: {1}, offset: -5s }} }}"),
        ("join", "{{ id: {0}, at: 5s, join: {{ node: {3}, tokens: 8 }} }}"),
    ];

    private static readonly (string Word, string Template)[] AssertionLines =
    [
        ("no_lost_acked_writes", ""), ("no_resurrection", ""), ("no_false_siblings", ""), ("durable", ""), ("merkle_equal", ""), ("linearizable", ""),
        ("converged", ", within: 10s"), ("stale_reads", ", max: 0"), ("availability", ", op: put, min: 99.9%"), ("latency", ", op: get, p: 99, max: 300ms"),
        ("session", ", guarantee: read_your_writes"), ("siblings", ", max: 2"), ("hints_drained", ", by: 55s"),
    ];

    /// <summary>The words of faults.</summary>
    public static IEnumerable<string> FaultWords => FaultLines.Select(line => line.Word);

    /// <summary>The words of assertions.</summary>
    public static IEnumerable<string> AssertionWords => AssertionLines.Select(line => line.Word);

    /// <summary>A fault to begin with, on nodes that the scenario has.</summary>
    public static string Fault(ScenarioFile file, string word)
    {
        ArgumentNullException.ThrowIfNull(file);
        var nodes = file.Cluster.Nodes;
        var newcomer = "FGHXYZ".Select(letter => $"{letter}").Concat(["new-node"]).First(name => nodes.All(node => node.Value != name));
        var id = ScenarioPieces.FreshId("f", file.Faults.Select(fault => fault.Id));
        return Words.Fill(FaultLines.First(line => line.Word == word).Template, id, nodes[0], nodes[^1], newcomer);
    }

    /// <summary>An assertion to begin with.</summary>
    public static string Assertion(ScenarioFile file, string word)
    {
        ArgumentNullException.ThrowIfNull(file);
        var id = ScenarioPieces.FreshId("a", file.Assertions.Select(assertion => assertion.Id));
        return Words.Fill("{{ id: {0}, kind: {1}{2} }}", id, word, AssertionLines.First(line => line.Word == word).Template);
    }
}
