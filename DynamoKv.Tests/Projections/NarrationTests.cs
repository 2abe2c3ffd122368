// The sentences of a put, as a newcomer reads them.
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;
using static DynamoKv.Tests.Projections.Story;

namespace DynamoKv.Tests.Projections;

public sealed class NarrationTests
{
    private static Story Running => new Story()
        .Line(A, new TraceEvent.RequestEntered(Put)).Line(B, Coordinating(OperationKind.Put));

    [Fact]
    public void A_put_is_told_in_the_words_of_the_interface() => Assert.Equal(
        "put(cart) enters at A: milk.", new Story().Line(A, new TraceEvent.RequestEntered(Put)).Told);

    [Fact]
    public void The_acknowledgement_that_decides_says_saved() => Assert.Equal(
        "C has it too: 2 of 2: saved.", Running.Line(B, new TraceEvent.AnswerCounted(First, C, true, 2, 2)).Told);

    [Fact]
    public void A_late_acknowledgement_says_how_late() => Assert.Equal(
        "D gets it 38 ms later.",
        Running.Line(B, new TraceEvent.OperationSettled(Written))
            .Line(B, new TraceEvent.AnswerCounted(First, D, true, 3, 2), 38).Told);

    [Fact]
    public void Siblings_are_told_side_by_side()
    {
        var both = SiblingSet.Of([.. Milk.Siblings, .. Versions("tea", 2).Siblings]);
        var read = new ClientResponse.Read(First, B, TwoOfThree, both, new CausalContext(both.Context, null), []);
        Assert.Equal(
            "The client reads cart and gets 2 siblings: milk and tea. They do not know of each other.",
            new Story().Line(A, new TraceEvent.RequestEntered(Get)).Line(A, new TraceEvent.ClientAnswered(read)).Told);
    }

    [Fact]
    public void A_missed_quorum_that_may_be_seen_says_so()
    {
        var missed = new ClientResponse.QuorumMissed(
            First, B, new Participation([B, C, D], [B], [C, D], [], 2), OperationKind.Put, true);
        Assert.Equal(
            "Quorum missed for cart: 1 of 2 answered. The write may still be read later.",
            Running.Line(A, new TraceEvent.ClientAnswered(missed)).Told);
    }

    [Fact]
    public void A_healed_fault_is_named_by_what_it_did() => Assert.Equal(
        "Healed: A is cut off.",
        new Story().Line(null, new WorldEvent.FaultInjected("cut-1", "A is cut off"))
            .Line(null, new WorldEvent.FaultHealed("cut-1")).Told);

    [Fact]
    public void A_delivered_message_deserves_no_caption() =>
        Assert.Null(new Story().Line(B, new WorldEvent.MessageDelivered(1, A, B)).Told);
}
