// The address of a moment says all that is needed to see the same again.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Components.Views;

namespace DynamoKv.Tests.Components.Views;

public sealed class MomentAddressTests
{
    [Fact]
    public void All_that_is_chosen_comes_back_from_its_text()
    {
        var chosen = new Selection
        {
            Node = new NodeId("C"),
            Key = Key.Of("cart:alice & bob"),
            Operation = new OperationId(new NodeId("n-1"), 12),
            Message = 7,
            Event = 99,
        };
        Assert.Equal(chosen, SelectionText.Read(SelectionText.Write(chosen), chosen.Key?.Text));
        Assert.Equal(Selection.None, SelectionText.Read(SelectionText.Write(Selection.None), null));
    }

    [Theory]
    [InlineData("node:-x,op:A,msg:-1,event:many,colour:red,plain")]
    [InlineData(",,::,op:.7")]
    public void What_cannot_be_read_is_left_out(string text) => Assert.Equal(Selection.None, SelectionText.Read(text, null));

    [Fact]
    public void An_address_names_only_what_differs_from_how_a_page_opens()
    {
        Assert.Equal("/lab/main", new MomentAddress("main", null, null, ViewList.Read(null), Selection.None).Write());
        Assert.Equal(
            "/lab/main?b=run-2&e=40&sel=msg%3A3&k=a%26b",
            new MomentAddress("main", "run-2", 40, [ViewKind.Ring], new Selection { Message = 3, Key = Key.Of("a&b") }).Write());
    }

    [Fact]
    public void Every_view_stands_in_the_list_once_in_the_order_of_its_key()
    {
        Assert.Equal(ViewList.All.Select(view => view.Kind).Distinct().Order(), ViewList.All.Select(view => view.Kind));
        Assert.All(ViewList.All, view => Assert.NotNull(view.Component.GetProperty("Context")));
    }

    [Fact]
    public void Unknown_views_are_left_out_and_one_view_always_stays()
    {
        Assert.Equal([ViewKind.Ring], ViewList.Read("nothing, ring,ring"));
        Assert.Equal([ViewKind.Ring], ViewList.Read(""));
        Assert.Equal([ViewKind.Ring], ViewList.Toggle([ViewKind.Ring], ViewKind.Ring));
        Assert.Equal([ViewKind.Flow], ViewList.Toggle([ViewKind.Ring, ViewKind.Flow], ViewKind.Ring));
        Assert.Equal(
            [ViewKind.Flow, ViewKind.State, ViewKind.Log],
            ViewList.Toggle([ViewKind.Ring, ViewKind.Flow, ViewKind.State], ViewKind.Log));
    }
}
