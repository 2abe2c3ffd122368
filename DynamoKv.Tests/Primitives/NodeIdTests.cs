// Names of nodes, good and bad.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Tests.Primitives;

public sealed class NodeIdTests
{
    [Theory]
    [InlineData("A")]
    [InlineData("0")]
    [InlineData("node-17")]
    [InlineData("z-")]
    [InlineData("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789")]
    public void Letters_digits_and_hyphens_make_a_name(string text)
    {
        Assert.True(NodeId.TryParse(text, out var id));
        Assert.Equal(text, id.Value);
        Assert.Equal(new NodeId(text), id);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-A")]
    [InlineData("A B")]
    [InlineData("A:1")]
    [InlineData("A\n")]
    [InlineData("узел")]
    [InlineData("é")]
    [InlineData("٣")]
    [InlineData("A_1")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Anything_else_is_refused(string? text)
    {
        Assert.False(NodeId.TryParse(text, out var id));
        Assert.Equal(default, id);
        Assert.Throws<ArgumentException>(() => new NodeId(text!));
    }

    [Fact]
    public void Names_are_ordered_ordinally()
    {
        Assert.True(new NodeId("B") < new NodeId("a"));
        Assert.True(new NodeId("n10") < new NodeId("n2"));
        Assert.True(new NodeId("n2") > new NodeId("n10"));
        Assert.True(new NodeId("a") <= new NodeId("a"));
        Assert.True(new NodeId("a") >= new NodeId("a"));
        Assert.True(default(NodeId) < new NodeId("a"));
    }
}
