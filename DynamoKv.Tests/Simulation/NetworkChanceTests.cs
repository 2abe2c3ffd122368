// Loss, duplication and order on a link, by their statistics.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Simulation.Events;
using DynamoKv.Engine.Simulation.Logging;
using DynamoKv.Engine.Simulation.Machinery;
using static DynamoKv.Tests.Simulation.Worlds;

namespace DynamoKv.Tests.Simulation;

public sealed class NetworkChanceTests
{
    private const int Messages = 20_000;
    private const double StandardDeviations = 5;

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.3)]
    public void Losses_lie_within_the_bounds_of_chance(double loss) =>
        AssertShare(loss, Messages - Send(new NetworkOptions { Loss = loss }).Count);

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.5)]
    public void Duplicates_lie_within_the_bounds_of_chance(double duplicate) =>
        AssertShare(duplicate, Send(new NetworkOptions { Duplicate = duplicate }).Count - Messages);

    [Fact]
    public void A_link_that_loses_everything_delivers_nothing() => Assert.Empty(Send(new NetworkOptions { Loss = 1 }));

    [Fact]
    public void Messages_overtake_each_other_unless_the_links_are_fifo()
    {
        var options = new NetworkOptions { Latency = Latency.Exponential(Ms(5)) };

        Assert.NotEqual(Numbers(Messages), Send(options));
        Assert.Equal(Numbers(Messages), Send(options with { IsFifo = true }));
    }

    private static void AssertShare(double expected, int count)
    {
        var deviation = Math.Sqrt(Messages * expected * (1 - expected));
        Assert.InRange(count, (Messages * expected) - (StandardDeviations * deviation), (Messages * expected) + (StandardDeviations * deviation));
    }

    private static IEnumerable<long> Numbers(int count) => Enumerable.Range(1, count).Select(number => (long)number);

    /// <summary>Sends many messages over one link, one a microsecond, and gives the numbers of those that arrive, in order of arrival.</summary>
    private static List<long> Send(NetworkOptions options)
    {
        var queue = new EventQueue();
        var network = new SimulatedNetwork(options, new NodeTable(Five.Members), queue, new EventLog(false), new DeterministicRandom(5));
        for (var index = 0; index < Messages; index++)
            network.Send(0, 1, new Message.Ping(), new Instant(index), 0);

        var arrived = new List<long>();
        while (queue.TryTake(out var next))
            arrived.Add(next.Number);

        return arrived;
    }
}
