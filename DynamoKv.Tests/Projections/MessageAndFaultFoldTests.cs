// What is under way and in force after hand-made lines.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using static DynamoKv.Tests.Projections.Story;

namespace DynamoKv.Tests.Projections;

public sealed class MessageAndFaultFoldTests
{
    private static Story Sent => new Story().Line(
        A, new WorldEvent.MessageSent(1, A, B, new Message.ReplicaGet(First, Cart, RingEpoch: 0), new Instant(9_000)));

    [Fact]
    public void A_message_is_under_way_until_it_is_delivered()
    {
        Assert.Equal([1L], Sent.Snapshot.InFlight.Keys);
        Assert.Empty(Sent.Line(B, new WorldEvent.MessageDelivered(1, A, B)).Snapshot.InFlight);
    }

    [Fact]
    public void A_dropped_message_is_not_under_way() =>
        Assert.Empty(Sent.Line(null, new WorldEvent.MessageDropped(1, A, B, DropReason.Loss)).Snapshot.InFlight);

    [Fact]
    public void A_message_that_is_dropped_at_once_was_never_under_way() => Assert.Empty(new Story()
        .Line(A, new WorldEvent.MessageSent(1, A, B, new Message.ReplicaGet(First, Cart, RingEpoch: 0), null)).Snapshot.InFlight);

    [Fact]
    public void A_copy_travels_beside_its_original()
    {
        var flying = Sent.Line(null, new WorldEvent.MessageDuplicated(1, 2, new Instant(12_000))).Snapshot.InFlight;
        Assert.Equal([1L, 2L], flying.Keys);
        Assert.Equal(new Instant(12_000), flying[2].ArrivesAt);
    }

    [Fact]
    public void A_fault_is_in_force_until_it_is_healed()
    {
        var story = new Story().Line(null, new WorldEvent.FaultInjected("cut", "A and B can't talk"));
        Assert.Equal("A and B can't talk", story.Snapshot.Faults["cut"].Description);
        Assert.Empty(story.Line(null, new WorldEvent.FaultHealed("cut")).Snapshot.Faults);
    }
}
