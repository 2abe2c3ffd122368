// Gossip, failure detection and the size of the membership against figures from outside.
using System.Globalization;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Tests.Node.Gossiping;

public sealed class GossipOracleTests
{
    /// <summary>
    /// Push-pull gossip in rounds reaches all of N nodes in 3.4, 6.5 and 9.2 rounds at N = 10, 100 and 1,000 (mean of an
    /// independent model in which all pairs exchange what they knew when the round began). Real nodes may be up to 20 %
    /// faster, because a reply carries what its sender heard earlier in the same round, and must not be 5 % slower.
    /// </summary>
    [Theory]
    [InlineData(10, 3.4, 60)]
    [InlineData(100, 6.5, 20)]
    [InlineData(1000, 9.2, 1)]
    public void News_reach_everybody_in_as_many_rounds_as_the_model_says(int nodes, double expected, int runs)
    {
        var rounds = Enumerable.Range(1, runs).Average(seed =>
        {
            using var cluster = new GossipRounds(nodes, (ulong)seed);
            return cluster.RoundsUntilAllKnow();
        });

        Assert.InRange(rounds, expected * 0.8, expected * 1.05);
    }

    [Fact]
    public void Phi_of_eight_is_a_silence_of_eighteen_point_four_mean_intervals()
    {
        var detector = new PhiAccrual(TimeSpan.FromSeconds(1), TimeSpan.Zero);
        var now = Instant.Zero;
        for (var beat = 0; beat < 100; beat++)
        {
            detector.Heard(now);
            now += TimeSpan.FromSeconds(1);
        }

        var last = now + TimeSpan.FromSeconds(-1);
        Assert.InRange(detector.Phi(last + TimeSpan.FromSeconds(18.4)), 7.98, 8.0);
        Assert.InRange(detector.Phi(last + TimeSpan.FromSeconds(18.43)), 8.0, 8.01);
    }

    [Fact]
    public void The_gossiped_state_of_a_member_is_under_a_kibibyte()
    {
        var longest = new string('n', NodeId.MaxLength - 3);
        var view = MembershipView.Of(Enumerable.Range(0, 100).Select(number => new MemberRecord(
            new NodeId(longest + number.ToString("000", CultureInfo.InvariantCulture)), "10.20.30.40:65535", 65_536, "a rather long rack name", 20,
            MemberPhase.Leaving, new Instant(1_795_000_000_000_000), [.. Enumerable.Repeat(new Stay(new(1_795_000_000_000_000), new(1_796_000_000_000_000)), 20)])));
        const int PulseBytes = 3 * sizeof(long);

        Assert.InRange((MembershipFormat.Encode(view).Length / 100) + PulseBytes, 500, 1023);
    }

    /// <summary>Real nodes that all meet somebody at the same moment, round after round.</summary>
    private sealed class GossipRounds : IDisposable
    {
        private static readonly NodeOptions Options = new() { Gossip = new GossipOptions() };

        private readonly MemoryStoreFactory _disks = new();
        private readonly SortedDictionary<NodeId, DynamoNode> _nodes = [];
        private readonly Outbox _outbox = new(isTracing: false);
        private Instant _now;

        public GossipRounds(int nodes, ulong seed)
        {
            var members = Enumerable.Range(0, nodes).Select(number => new RingMember(new NodeId($"n{number}"), 1)).ToArray();
            var rings = new RingCatalogue(HashRing.Build(members, new RingOptions()));
            var random = new DeterministicRandom(seed);
            foreach (var member in members)
            {
                _nodes.Add(member.Id, new DynamoNode(member.Id, Options, rings, _disks.Open(member.Id), random.Stream(member.Id.Value)));
                Step(member.Id, NodeInput.Started);
            }
        }

        public int RoundsUntilAllKnow()
        {
            Step(new NodeId("n0"), NodeInput.CommandReceived(new NodeCommand.StageJoin(1, new NodeId("late"), "", 1, null)));
            Step(new NodeId("n0"), NodeInput.CommandReceived(new NodeCommand.CommitPlan(2)));
            for (var round = 1; ; round++)
            {
                _now += TimeSpan.FromSeconds(1);
                var wire = _nodes.Keys.SelectMany(node => Step(node, NodeInput.TimerFired(new NodeTimer.GossipDue()))).ToList();
                var replies = wire.SelectMany(Deliver).ToList();
                foreach (var reply in replies)
                    Deliver(reply);

                if (_nodes.Values.All(node => node.Scope.Placement!.Next is not null))
                    return round;
            }
        }

        public void Dispose() => _disks.Dispose();

        private List<(NodeId Sender, NodeId Receiver, Message Message)> Deliver((NodeId Sender, NodeId Receiver, Message Message) sent) =>
            _nodes.ContainsKey(sent.Receiver) ? Step(sent.Receiver, NodeInput.MessageReceived(sent.Sender, sent.Message)) : [];

        private List<(NodeId Sender, NodeId Receiver, Message Message)> Step(NodeId node, NodeInput input)
        {
            _outbox.Clear();
            _nodes[node].Step(input, _now, _outbox);
            return [.. _outbox.Messages.Select(sent => (node, sent.Receiver, sent.Message))];
        }
    }
}
