// Asking the cluster: forms, contexts, answers.
using Bunit;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Quorums;
using DynamoKv.Tests.Projections;
using DynamoKv.Web.Components.Panels;
using DynamoKv.Web.Components.Viewing;

namespace DynamoKv.Tests.Components.Panels;

public sealed class RequestPanelTests : ComponentBench
{
    private readonly List<ClientRequest> _asked = [];

    [Fact]
    public void A_put_sends_what_was_typed_with_the_chosen_quorum()
    {
        var panel = RenderPanel();
        panel.Find("#request-key").Input("cart");
        panel.Find("#request-value").Input("milk");
        panel.FindAll(".field.narrow select")[1].Change("3");
        panel.Find("form").Submit();
        var put = Assert.IsType<ClientRequest.Put>(Assert.Single(_asked));
        Assert.Equal(("cart", 3, null), (put.Key.Text, put.Options.Write, put.Context));
    }

    [Fact]
    public void The_context_of_an_answer_is_shown_and_goes_back_with_the_next_put()
    {
        var panel = RenderPanel();
        panel.Find("#request-key").Input("cart");
        panel.Find("form").Submit();
        Assert.Equal("context: [(B,1)]", panel.Find(".context code").TextContent);
        panel.Find("form").Submit();
        Assert.NotNull(((ClientRequest.Put)_asked[1]).Context);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void What_overlapping_quorums_promise_is_said_with_what_a_sloppy_one_takes_back(bool isSloppy, bool isQualified)
    {
        var panel = RenderPanel();
        panel.Render(with => with.Add(it => it.IsSloppy, isSloppy));
        Assert.Equal(isQualified, panel.Find(".overlap").TextContent.Contains("sloppy quorum", StringComparison.Ordinal));
    }

    [Fact]
    public void A_bad_key_is_refused_with_a_sentence_and_nothing_is_sent()
    {
        var panel = RenderPanel();
        panel.Find("form").Submit();
        Assert.Contains("The key is empty", panel.Find(".answer").TextContent, StringComparison.Ordinal);
        Assert.Empty(_asked);
    }

    [Fact]
    public void Siblings_are_shown_side_by_side()
    {
        var both = DynamoKv.Engine.Versioning.SiblingSet.Of([.. Story.Milk.Siblings, .. Story.Versions("tea", 2).Siblings]);
        var read = new ClientResponse.Read(Story.First, Story.B, Story.TwoOfThree, both, new(both.Context, null), []);
        var answer = Page.Render<AnswerView>(with => with.Add(it => it.Key, Story.Cart).Add(it => it.Response, read));
        Assert.Equal(["milk", "tea"], answer.FindAll(".sibling-value").Select(value => value.TextContent));
    }

    [Fact]
    public void A_missed_quorum_says_what_to_do()
    {
        var missed = new ClientResponse.QuorumMissed(Story.First, Story.B, Story.TwoOfThree, OperationKind.Put, true);
        Assert.Equal(
            "The write needed 2 replicas and got 2. It may still be read later: read before you write again.",
            AnswerText.Sentence(Story.Cart, missed));
    }

    private IRenderedComponent<RequestPanel> RenderPanel() => Page.Render<RequestPanel>(with => with
        .Add(it => it.Snapshot, Snapshot).Add(it => it.Quorum, Quorum.Default).Add(it => it.Contexts, new ContextMemory())
        .Add(it => it.Submit, (_, make) =>
        {
            _asked.Add(make(Story.First));
            return Task.FromResult<ClientResponse?>(Story.Written);
        }));
}
