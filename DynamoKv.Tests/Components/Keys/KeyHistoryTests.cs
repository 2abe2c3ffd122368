// What a log tells of one key, against a plain walk over the whole log.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Components.Keys;

namespace DynamoKv.Tests.Components.Keys;

public sealed class KeyHistoryTests : ComponentBench
{
    private static readonly Key Cart = Key.Of("cart:alice");

    [Fact]
    public void It_tells_every_version_and_operation_that_a_plain_walk_finds()
    {
        var history = new KeyHistory(Cart);
        history.CatchUp(Bench.Main);

        var log = Bench.Main.ReadLog(1, int.MaxValue);
        var dots = log.Select(entry => entry.What).OfType<TraceEvent.VersionsStored>().Where(stored => stored.Key == Cart)
            .SelectMany(stored => stored.Versions.Siblings.Select(version => version.Dot)).Distinct();
        var asked = log.Where(entry => entry.What is TraceEvent.RequestEntered entered && entered.Request.Key == Cart).Select(entry => entry.Number);

        Assert.NotEmpty(history.Versions);
        Assert.Equal(dots, history.Versions.Select(story => story.Version.Dot));
        Assert.Equal(asked, history.Operations.Select(story => story.Event));
        Assert.False(history.IsCut);
    }

    [Fact]
    public void Who_stores_a_version_later_is_added_when_the_log_goes_on()
    {
        var all = new KeyHistory(Cart);
        var step = new KeyHistory(Cart);
        step.CatchUp(Bench.Main);
        Write("bread");
        Play(20);
        step.CatchUp(Bench.Main);
        all.CatchUp(Bench.Main);

        Assert.Equal(3, all.Versions[^1].Nodes.Count);
        Assert.Equal(all.Versions.Select(story => string.Join(' ', story.Nodes)), step.Versions.Select(story => string.Join(' ', story.Nodes)));
        Assert.All(all.Operations, story => Assert.NotNull(story.Response));
        Assert.Equal(all.Operations, step.Operations);
    }

    [Fact]
    public void The_newest_are_kept_and_it_says_that_older_ones_are_left_out()
    {
        var pile = Key.Of("pile");
        var history = new KeyHistory(pile);
        for (var number = 0; number <= KeyHistory.MaxRows; number++)
        {
            _ = Bench.Submit(Sessions.SessionBench.Put(pile.Text, $"value {number}"));
            Play(1);
        }

        Play(10);
        history.CatchUp(Bench.Main);

        Assert.True(history.IsCut);
        Assert.Equal(KeyHistory.MaxRows, history.Operations.Count);
        Assert.Equal($"value {KeyHistory.MaxRows}", System.Text.Encoding.UTF8.GetString(((ClientRequest.Put)history.Operations[^1].Request).Content.Value.Span));
        Assert.Equal(history.Versions.Count, history.Versions.Select(story => story.Version.Dot).Distinct().Count());
    }

    [Fact]
    public async Task The_replicas_stand_in_the_order_of_the_preference_list()
    {
        var replicas = await KeyReplicas.ReadAsync(Bench.Main, Cart, CancellationToken.None);

        Assert.Equal(5, replicas.Length);
        Assert.Equal([1, 2, 3, 4, 5], replicas.Select(replica => replica.Rank));
        Assert.Equal([true, true, true, false, false], replicas.Select(replica => replica.IsPrimary));
        Assert.All(replicas.Take(3), replica => Assert.False(replica.Versions!.IsEmpty));
    }

    [Theory]
    [InlineData("cart:alice")]
    [InlineData("a/b c?d#e%2F")]
    [InlineData("../../settings")]
    [InlineData("ключ ☃")]
    public void A_key_in_an_address_is_the_same_key(string text) =>
        Assert.Equal(text, KeyLinks.KeyIn("http://localhost" + KeyLinks.Of(Bench.Main, Key.Of(text))));

    private void Write(string value) => _ = Bench.Submit(Sessions.SessionBench.Put(Cart.Text, value));
}
