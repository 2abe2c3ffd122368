// Where keys and virtual nodes lie.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Tests.Ring;

public sealed class RingPositionTests
{
    // Golden: `printf '%s' KEY | sha256sum | cut -c1-8`.
    [Theory]
    [InlineData("cart", 0x1c42ddc0)]
    [InlineData("a", 0xca978112)]
    [InlineData("user:42", 0xea3fd43b)]
    [InlineData("ключ-鍵-🗝", 0x360bb925)]
    public void A_key_lies_at_the_first_four_bytes_of_its_hash(string key, uint position) =>
        Assert.Equal(position, RingPosition.OfKey(Key.Of(key)).Value);

    [Theory]
    [InlineData("A", 0, 0xbc5d0fcc)]
    [InlineData("A", 149, 0xfc8f0671)]
    [InlineData("node-1", 7, 0xb41b3058)]
    public void A_virtual_node_lies_at_the_hash_of_its_node_and_number(string node, int index, uint position) =>
        Assert.Equal(position, RingPosition.OfVirtualNode(new NodeId(node), index).Value);

    [Fact]
    public void The_longest_key_and_the_longest_virtual_node_have_positions()
    {
        Assert.Equal(DumbRing.Hash(new string('k', 1024)), RingPosition.OfKey(Key.Of(new string('k', 1024))).Value);
        Assert.Equal(
            DumbRing.Hash(new string('n', 63) + ":2147483647"),
            RingPosition.OfVirtualNode(new NodeId(new string('n', 63)), int.MaxValue).Value);
    }

    [Fact]
    public void A_negative_virtual_node_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RingPosition.OfVirtualNode(new NodeId("A"), -1));
}
