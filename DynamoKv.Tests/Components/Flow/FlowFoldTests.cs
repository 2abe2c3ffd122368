// What the space-time diagram knows is what the projection of the same log knows.
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Components.Flow;

namespace DynamoKv.Tests.Components.Flow;

public sealed class FlowFoldTests : FlowBench
{
    [Fact]
    public void At_any_moment_it_equals_the_snapshot()
    {
        Trouble();
        foreach (var moment in Moments(60))
        {
            var facts = FactsAt(moment, 60, isBackgroundShown: true);
            var snapshot = Bench.Main.SnapshotAt(moment);
            Assert.Equal(moment, facts.LastEvent);
            Assert.Equal(snapshot.Nodes.Keys, facts.Nodes);
            Assert.Equal(
                snapshot.InFlight.Values.Select(message => (message.Number, message.Sender, message.Receiver, message.SentAt, message.ArrivesAt)),
                facts.Messages.Where(message => message.State == FlowState.InFlight).Select(message => (message.Number, message.Sender, message.Receiver, message.SentAt, message.ArrivesAt)));
            Assert.Equal(snapshot.Faults.Keys, facts.Bands.Where(band => band.To is null).Select(band => band.Fault).Order(StringComparer.Ordinal));
            Assert.Equal(
                snapshot.Nodes.Values.Where(node => node.Condition is NodeCondition.Down or NodeCondition.Paused).Select(node => node.Id),
                facts.Spans.Where(span => span.To is null).Select(span => span.Node).Order());
            Assert.Equal(
                snapshot.Operations.Where(operation => operation.State == OperationState.Running).Select(operation => operation.Id).ToHashSet(),
                facts.Bars.Where(bar => bar is { To: null, State: OperationState.Running }).Select(bar => bar.Operation).ToHashSet());
        }
    }

    [Fact]
    public void A_window_holds_the_newest_messages_and_no_more()
    {
        Trouble();
        foreach (var moment in Moments(10))
        {
            var sent = Bench.Main.ReadLog(1, (int)moment).Where(entry => entry.What is WorldEvent.MessageSent).ToArray();
            var window = FlowWindow.Read(Bench.Main, moment, 40, isBackgroundShown: true);
            Assert.Equal(sent.TakeLast(40).Select(entry => entry.Number), window.Entries.Where(entry => entry.What is WorldEvent.MessageSent).Select(entry => entry.Number));
            Assert.Equal(sent.Length > 40, window.HasMore);
        }
    }

    [Fact]
    public void Background_is_folded_and_counted()
    {
        Trouble();
        var moment = Bench.Main.LastEvent;
        var (folded, all) = (FactsAt(moment, 10_000, false), FactsAt(moment, 10_000, true));
        Assert.True(folded.Folded > 0);
        Assert.Equal(all.Messages.Length, folded.Messages.Length + folded.Folded);
        Assert.DoesNotContain(folded.Messages, message => message.IsBackground);
    }

    [Fact]
    public void What_became_of_messages_is_told_with_its_reason()
    {
        Trouble();
        var facts = FactsAt(Bench.Main.LastEvent, 10_000, true);
        Assert.Contains(facts.Messages, message => message is { State: FlowState.Dropped, Reason: DropReason.Partition });
        Assert.Contains(facts.Messages, message => message is { State: FlowState.Dropped, Reason: DropReason.ReceiverDown });
        Assert.Contains(facts.Messages, message => message.CopyOf is not null);
        Assert.Contains(facts.Bars, bar => bar.State == OperationState.Succeeded && bar.To > bar.From);
    }

    private FlowFacts FactsAt(long moment, int messages, bool isBackgroundShown)
    {
        var window = FlowWindow.Read(Bench.Main, moment, messages, isBackgroundShown);
        return FlowFold.Of(window.Before, window.Entries, Bench.Main.SnapshotAt(moment).Now, isBackgroundShown);
    }
}
