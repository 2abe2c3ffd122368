// Every assertion has a sentence of its own, and what the form offers can be read.
using System.Collections.Immutable;
using DynamoKv.Engine.Scenarios;
using DynamoKv.Engine.Scenarios.Assertions;
using DynamoKv.Web.Components.Scenarios;

namespace DynamoKv.Tests.Components.Scenarios;

public sealed class AssertionSentenceTests
{
    private const string Every = """
        dynamokv: 1
        name: every
        assert:
          - { id: b1, kind: no_lost_acked_writes }
          - { id: b2, kind: no_resurrection }
          - { id: b3, kind: no_false_siblings }
          - { id: b4, kind: set_complete, max_lost: 10% }
          - { id: b5, kind: converged, within: 10s }
          - { id: b6, kind: stale_reads, max: 2%, window: [12s, 27s] }
          - { id: b7, kind: fresh_probability, at: 10ms, min: 0.95 }
          - { id: b8, kind: pbs_matches, tolerance: 0.02 }
          - { id: b9, kind: availability, op: put, min: 99.9% }
          - { id: b10, kind: latency, op: get, p: 99.9, max: 300ms }
          - { id: b11, kind: session, guarantee: monotonic_reads, expect: fail }
          - { id: b12, kind: linearizable, key: "cart:alice" }
          - { id: b13, kind: regular }
          - { id: b14, kind: siblings, max: 2 }
          - { id: b15, kind: hints_drained, by: 55s }
          - { id: b16, kind: merkle_equal }
          - { id: b17, kind: durable }
          - { id: b18, kind: eventually, state: "D.has('cart:alice')", within: 20s }
        """;

    private static ImmutableArray<Assertion> All => ScenarioReader.Require(Every).Assertions;

    [Fact]
    public void Every_kind_has_a_sentence_of_its_own()
    {
        var kinds = typeof(Assertion).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(Assertion))).ToHashSet();

        Assert.Equal(kinds, All.Select(assertion => assertion.GetType()).ToHashSet());
        Assert.Equal(All.Length, All.Select(AssertionSentence.Of).Distinct().Count());
    }

    [Theory]
    [InlineData(5, "At most 2 % of the reads miss an acknowledged write (from 12 s to 27 s)")]
    [InlineData(8, "At least 99.9 % of all puts are done")]
    [InlineData(9, "99.9 % of all gets take at most 300 ms")]
    [InlineData(10, "No client reads something older than it read before: shown to be broken here")]
    [InlineData(17, "Node D holds cart:alice at the latest 20 s after the last fault")]
    public void A_sentence_says_what_is_asserted(int index, string sentence) => Assert.Equal(sentence, AssertionSentence.Of(All[index]));

    [Fact]
    public void Whatever_the_form_offers_can_be_read()
    {
        var file = ScenarioReader.Require(FreshScenario.Text);

        Assert.All(PieceChoices.FaultWords, word => Assert.Null(ScenarioPieces.Fault(file, PieceChoices.Fault(file, word)).Problem));
        Assert.All(PieceChoices.AssertionWords, word => Assert.Null(ScenarioPieces.Assertion(file, PieceChoices.Assertion(file, word)).Problem));
    }
}
