// The sentences of named clients and of planned faults.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation.Planning;
using static DynamoKv.Tests.Projections.Story;

namespace DynamoKv.Tests.Projections;

public sealed class ClientNarrationTests
{
    private static readonly Key Cart = Key.Of("cart");

    [Fact]
    public void The_first_attempt_says_who_asks_whom() => Assert.Equal(
        "ann asks A to put cart.",
        new Story().Line(null, new WorldEvent.ClientAsked("ann", "w1", First, OperationKind.Put, Cart, 1, Instant.After(TimeSpan.FromHours(1)))).Told);

    [Fact]
    public void A_further_attempt_says_which_one_it_is() => Assert.Equal(
        "ann has no answer and asks A to get cart: attempt 2.",
        new Story().Line(null, new WorldEvent.ClientAsked("ann", "r1", First, OperationKind.Get, Cart, 2, Instant.Zero)).Told);

    [Theory]
    [InlineData(ClientLoss.WaitedTooLong, "ann has waited long enough.")]
    [InlineData(ClientLoss.ConnectionBroken, "ann loses its connection: it does not know what became of its request.")]
    [InlineData(ClientLoss.NotTaken, "ann is turned away.")]
    [InlineData(ClientLoss.NobodyUp, "ann finds no node that is up.")]
    [InlineData(ClientLoss.LineFull, "ann has too much in line: it gives w1 up before it has asked.")]
    public void Why_a_client_stops_waiting_is_told(ClientLoss reason, string told) =>
        Assert.Equal(told, new Story().Line(null, new WorldEvent.ClientLeft("ann", "w1", First, reason)).Told);

    [Fact]
    public void What_a_selector_meant_is_told() => Assert.Equal(
        "s1: random(2) is A and B now.",
        new Story().Line(null, new WorldEvent.SelectorResolved("s1", "random(2)", [A, B])).Told);

    [Fact]
    public void A_selector_that_means_nobody_says_so() => Assert.Equal(
        "s1: nobody is fallback(cart, 9) now.",
        new Story().Line(null, new WorldEvent.SelectorResolved("s1", "fallback(cart, 9)", [])).Told);

    [Fact]
    public void What_is_passed_over_says_why() => Assert.Equal(
        "c1 is passed over: A is down: it can't crash.",
        new Story().Line(null, new WorldEvent.FaultPassedOver("c1", "crash: { node: A }", "A is down: it can't crash.")).Told);

    [Fact]
    public void No_two_events_for_which_a_fault_can_wait_share_a_name()
    {
        Assert.Equal(EventKind.Names.Length, EventKind.Names.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(typeof(TraceEvent.HintKept), EventKind.Find("hint.stored")!.Event);
    }
}
