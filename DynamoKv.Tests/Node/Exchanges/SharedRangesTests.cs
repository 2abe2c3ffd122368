// Which ranges two nodes have in common, during a change of the membership too.
using CsCheck;
using DynamoKv.Engine.AntiEntropy;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Node.Exchanges;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Tests.Node.Exchanges;

public sealed class SharedRangesTests
{
    private const int N = 3;

    private static readonly NodeId[] Names = [.. "ABCDEF".Select(name => new NodeId(name.ToString()))];
    private static readonly HashRing Five = HashRing.Build(Names.Take(5).Select(name => new RingMember(name, 8)), new RingOptions());
    private static readonly Placement Quiet = new(Five, Next: null, Epoch: 1);
    private static readonly Placement Joining = new(Five, Five.Join(new RingMember(Names[5], 8)), Epoch: 2);

    [Fact]
    public void A_node_has_a_tree_over_a_position_exactly_when_it_is_a_replica_of_it() =>
        Gen.Select(Gen.UInt, Gen.Bool, Gen.Int[0, 5]).Sample(
            (value, isJoining, node) =>
            {
                var placement = isJoining ? Joining : Quiet;
                var position = new RingPosition(value);
                var forest = new MerkleForest(SharedRanges.Of(placement, Names[node], N).Own, 64);
                return forest.IndexOf(position) >= 0 == placement.IsReplica(Names[node], position, N);
            }, iter: 500);

    [Fact]
    public void A_range_is_shared_exactly_with_the_other_replicas_of_its_positions() =>
        Gen.Select(Gen.UInt, Gen.Bool, Gen.Int[0, 5]).Sample(
            (value, isJoining, node) =>
            {
                var placement = isJoining ? Joining : Quiet;
                var position = new RingPosition(value);
                var shared = SharedRanges.Of(placement, Names[node], N);
                var index = new MerkleForest(shared.Own, 64).IndexOf(position);
                return index < 0 || Names.Where(name => name != Names[node]).All(peer =>
                    placement.IsReplica(peer, position, N) == (shared.ByPeer.TryGetValue(peer, out var ranges) && ranges.Contains(index)));
            }, iter: 500);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Two_nodes_see_the_same_shape(bool isJoining)
    {
        var placement = isJoining ? Joining : Quiet;
        foreach (var left in placement.Current.Members)
        {
            foreach (var right in placement.Current.Members.Where(member => member.Id != left.Id))
            {
                Assert.Equal(ViewOf(placement, left.Id, right.Id).Shape, ViewOf(placement, right.Id, left.Id).Shape);
            }
        }
    }

    private static MerkleView ViewOf(Placement placement, NodeId self, NodeId peer)
    {
        var shared = SharedRanges.Of(placement, self, N);
        return new MerkleView(new MerkleForest(shared.Own, 1024), shared.ByPeer[peer]);
    }
}
