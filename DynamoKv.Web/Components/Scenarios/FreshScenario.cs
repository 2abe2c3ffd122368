// What a new scenario begins with.
namespace DynamoKv.Web.Components.Scenarios;

/// <summary>What a new scenario begins with: short, right, and with something in it to change.</summary>
public static class FreshScenario
{
    /// <summary>The text.</summary>
    public const string Text = """
        # A scenario: what is run, what breaks, and what has to hold.
        dynamokv: 1
        name: my-scenario
        summary: "A node crashes while four clients read and write."
        seed: 42
        until: 20s
        cluster:
          nodes: [A, B, C, D, E]
          quorum: { n: 3, r: 2, w: 2 }
        workload:
          clients: 4
          rate: { open: 20/s }
          keys: { count: 10 }
        faults:
          - { id: f1, at: 5s, for: 5s, crash: { node: B, lose: memory } }
        assert:
          - { id: a1, kind: no_lost_acked_writes }
          - { id: a2, kind: converged, within: 10s }

        """;
}
