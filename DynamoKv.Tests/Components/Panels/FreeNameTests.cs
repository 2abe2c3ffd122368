// The name that is offered for one more node.
using DynamoKv.Engine.Primitives;
using DynamoKv.Web.Components.Panels;

namespace DynamoKv.Tests.Components.Panels;

public sealed class FreeNameTests
{
    [Theory]
    [InlineData("A,B,C", "D")]
    [InlineData("A,C", "B")]
    [InlineData("node-1,node-2,node-10", "node-11")]
    [InlineData("dynamokv-0,dynamokv-1", "dynamokv-2")]
    [InlineData("tea,cup", "A")]
    public void It_goes_on_as_the_nodes_are_called(string taken, string next) =>
        Assert.Equal(next, FreeName.After([.. taken.Split(',').Select(name => new NodeId(name))]));
}
