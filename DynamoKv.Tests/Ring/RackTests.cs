// What racks change in a preference list.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Tests.Ring;

public sealed class RackTests
{
    [Fact]
    public void Replicas_lie_on_distinct_racks_while_there_are_any() =>
        Everywhere(Ring(i => $"r{i % 3}"), list => Assert.Equal(3, list.Take(3).Select(i => i % 3).Distinct().Count()));

    [Fact]
    public void Skipped_nodes_follow_in_the_order_of_the_walk()
    {
        var plain = Ring(_ => null);
        var racked = Ring(i => $"r{i % 2}");
        Everywhere(plain, (position, walk) =>
        {
            var second = walk.First(i => i % 2 != walk[0] % 2);
            int[] expected = [walk[0], second, .. walk.Skip(1).Where(i => i != second)];
            Assert.Equal(expected, Numbers(racked, position));
        });
    }

    [Fact]
    public void One_rack_for_all_is_the_same_as_none()
    {
        var shared = Ring(_ => "r");
        Everywhere(Ring(_ => null), (position, walk) => Assert.Equal(walk, Numbers(shared, position)));
    }

    [Fact]
    public void A_member_without_a_rack_counts_as_a_rack_of_its_own() =>
        Everywhere(Ring(i => i < 4 ? "r" : null), list =>
             Assert.Equal(new HashSet<int> { 4, 5 }, list.Take(3).Where(i => i >= 4).ToHashSet()));

    [Fact]
    public void A_rack_that_is_named_like_a_member_is_not_that_members()
    {
        var ring = HashRing.Build(
            [new(new NodeId("n0"), 8), new(new NodeId("n1"), 8, "n0"), new(new NodeId("n2"), 8, "n0")],
            new RingOptions());
        Assert.All(ring.Tokens, token => Assert.Contains(new NodeId("n0"), ring.PreferenceList(token.Position, 2)));
    }

    private static HashRing Ring(Func<int, string?> rack) =>
        HashRing.Build(
            Enumerable.Range(0, 6).Select(i => new RingMember(new NodeId($"n{i}"), 8, rack(i))), new RingOptions());

    private static void Everywhere(HashRing ring, Action<int[]> check) => Everywhere(ring, (_, list) => check(list));

    private static void Everywhere(HashRing ring, Action<RingPosition, int[]> check) =>
        Assert.All(ring.Tokens, token => check(token.Position, Numbers(ring, token.Position)));

    private static int[] Numbers(HashRing ring, RingPosition position) =>
        [.. ring.PreferenceList(position, 6).Select(node => node.Value[1] - '0')];
}
