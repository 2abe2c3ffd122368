// Questions that are not answered, or only with a no.
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Node.Exchanges;

public sealed class AnswererTests
{
    private static readonly NodeId A = new("A");
    private static readonly NodeId B = new("B");
    private static readonly ExchangeId Exchange = new(A, Incarnation: 1, Number: 1);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    public void Another_membership_or_other_trees_are_refused(long epochsAhead, ulong shapeChange)
    {
        using var cluster = New();
        var terms = TermsOf(cluster);
        Ask(cluster, A, terms with { RingEpoch = terms.RingEpoch + epochsAhead, Shape = terms.Shape + shapeChange });

        var (_, receiver, message) = Assert.Single(cluster.Wire);
        Assert.Equal(A, receiver);
        Assert.Equal(ExchangeRefusal.OtherRing, Assert.IsType<Message.ExchangeRefused>(message).Reason);
    }

    [Fact]
    public void A_question_in_the_name_of_another_node_is_ignored()
    {
        using var cluster = New();
        var terms = TermsOf(cluster);
        Ask(cluster, new NodeId("C"), terms);

        Assert.Empty(cluster.Wire);
    }

    [Fact]
    public void An_answer_to_no_open_question_is_ignored()
    {
        using var cluster = New();
        cluster.Step(A, NodeInput.MessageReceived(B, new Message.VersionsSwapped(
            Exchange, 1, [new KeyVersions(Key.Of("cart"), Versions())], Merged: 0)));

        Assert.Empty(cluster.Wire);
        Assert.True(cluster.Held(A, "cart").IsEmpty);
    }

    [Fact]
    public void Versions_of_a_key_that_the_node_does_not_replicate_are_not_kept()
    {
        using var cluster = New();
        var stranger = cluster.StrangerTo("cart");
        var asker = cluster.Names.First(name => name != stranger);
        cluster.Step(asker, NodeInput.CommandReceived(new NodeCommand.Compare(1, stranger)));
        var terms = ((Message.CompareHashes)Assert.Single(cluster.Wire).Message).Terms;
        var id = new ExchangeId(asker, 1, 9);
        cluster.Step(stranger, NodeInput.MessageReceived(
            asker, new Message.SwapVersions(id, 1, terms, [new KeyVersions(Key.Of("cart"), Versions())], [])));

        Assert.True(cluster.Held(stranger, "cart").IsEmpty);
        Assert.Equal(0, Assert.IsType<Message.VersionsSwapped>(cluster.Wire[^1].Message).Merged);
    }

    private static TestCluster New() => new(options: new NodeOptions { AntiEntropy = new AntiEntropyOptions() });

    private static SiblingSet Versions() => DynamoKv.Tests.Storage.Rows.Value("milk");

    /// <summary>What A says when it begins a comparison with B.</summary>
    private static ExchangeTerms TermsOf(TestCluster cluster)
    {
        cluster.Step(A, NodeInput.CommandReceived(new NodeCommand.Compare(1, B)));
        var terms = ((Message.CompareHashes)Assert.Single(cluster.Wire).Message).Terms;
        cluster.Lose();
        return terms;
    }

    private static void Ask(TestCluster cluster, NodeId sender, ExchangeTerms terms) =>
        cluster.Step(B, NodeInput.MessageReceived(sender, new Message.CompareHashes(Exchange, 1, terms, [])));
}
