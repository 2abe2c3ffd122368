// What may have influenced what, compared with a slow and plain definition.
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Components.Flow;
using DynamoKv.Web.Components.Views;

namespace DynamoKv.Tests.Components.Flow;

public sealed class FlowOrderTests : FlowBench
{
    [Fact]
    public void The_cones_are_those_of_the_plain_definition()
    {
        Trouble();
        var entries = Bench.Main.ReadLog(1, 400);
        var order = FlowOrder.Of(entries);
        var past = Naive(entries);
        foreach (var entry in entries)
        {
            Assert.Equal(past[entry.Number].Order(), order.PastOf(entry.Number).Order());
            Assert.Equal(entries.Where(later => past[later.Number].Contains(entry.Number)).Select(later => later.Number), order.FutureOf(entry.Number).Order());
        }
    }

    [Fact]
    public void Nothing_is_in_both_cones_and_an_entry_outside_has_none()
    {
        var order = FlowOrder.Of(Bench.Main.ReadLog(1, 200));
        Assert.All(Enumerable.Range(1, 200), number => Assert.Empty(order.PastOf(number).Intersect(order.FutureOf(number))));
        Assert.Empty(order.PastOf(5_000));
        Assert.Empty(order.FutureOf(0));
    }

    [Fact]
    public void A_chosen_message_tints_its_past_and_its_future_and_leaves_the_rest_plain()
    {
        Trouble();
        var window = FlowWindow.Read(Bench.Main, Bench.Main.LastEvent, 200, false);
        var facts = FlowFold.Of(window.Before, window.Entries, Snapshot.Now, false);
        var chosen = facts.Messages.First(message => message.State == FlowState.Delivered && message.SentEvent > 0);
        var marked = FlowCones.Mark(facts, new Selection { Message = chosen.Number });

        Assert.Equal(FlowRelation.Chosen, marked.Messages.Single(message => message.Number == chosen.Number).Relation);
        var (past, future) = (facts.Order.PastOf(chosen.SentEvent), facts.Order.FutureOf(chosen.EndEvent));
        Assert.All(marked.Marks, mark => Assert.Equal(
            past.Contains(mark.Event) ? FlowRelation.Past : future.Contains(mark.Event) ? FlowRelation.Future : FlowRelation.None, mark.Relation));
        Assert.Contains(marked.Marks, mark => mark.Relation == FlowRelation.Future);
        Assert.All(FlowCones.Mark(facts, Selection.None).Messages, message => Assert.Equal(FlowRelation.None, message.Relation));
    }

    /// <summary>Before an entry come its cause, what its node did before, and all that came before those.</summary>
    private static Dictionary<long, HashSet<long>> Naive(IReadOnlyList<LogEntry> entries)
    {
        var past = new Dictionary<long, HashSet<long>>();
        foreach (var entry in entries)
        {
            var before = entries.LastOrDefault(other => other.Number < entry.Number && other.Node is not null && other.Node == entry.Node)?.Number ?? 0;
            past[entry.Number] = [.. new[] { entry.Cause, before }.Where(number => number > 0).SelectMany(number => past[number].Append(number))];
        }

        return past;
    }
}
