// Tells what stands in the past and in the future of what is chosen.
using DynamoKv.Web.Components.Views;

namespace DynamoKv.Web.Components.Flow;

/// <summary>Marks the two cones of what is chosen: of a message the past of its sending and the future of its arrival, of an event its own.</summary>
public static class FlowCones
{
    /// <summary>The same facts, each with how it stands to what is chosen.</summary>
    public static FlowFacts Mark(FlowFacts facts, Selection selection)
    {
        var message = selection.Message is { } number ? facts.Messages.FirstOrDefault(one => one.Number == number) : null;
        var (from, to) = message is not null ? (message.SentEvent, message.EndEvent) : (selection.Event ?? 0, selection.Event ?? 0);
        if (from == 0 && to == 0 && selection.Operation is null)
        {
            return facts;
        }

        var (past, future) = (facts.Order.PastOf(from), facts.Order.FutureOf(to));
        return facts with
        {
            Messages = [.. facts.Messages.Select(one => one with { Relation = Of(one, selection, past, future) })],
            Marks = [.. facts.Marks.Select(one => one with { Relation = Of(one.Event, one.Event, one.Event == selection.Event, past, future) })],
            Bars = [.. facts.Bars.Select(one => one with { Relation = Of(one.ToEvent, one.FromEvent, one.Operation == selection.Operation, past, future) })],
        };
    }

    /// <summary>What was sent but had not arrived could not matter.</summary>
    private static FlowRelation Of(FlowMessage message, Selection selection, IReadOnlySet<long> past, IReadOnlySet<long> future) => Of(
        message.State == FlowState.Delivered ? message.EndEvent : 0, message.SentEvent, IsChosen(message, selection), past, future);

    private static bool IsChosen(FlowMessage message, Selection selection) => selection switch
    {
        { Message: { } number } => message.Number == number,
        { Event: { } number } => message.SentEvent == number || message.EndEvent == number,
        { Operation: { } operation } => message.Operation == operation,
        _ => false,
    };

    private static FlowRelation Of(long end, long begin, bool isChosen, IReadOnlySet<long> past, IReadOnlySet<long> future) =>
        isChosen ? FlowRelation.Chosen
        : end > 0 && past.Contains(end) ? FlowRelation.Past
        : begin > 0 && future.Contains(begin) ? FlowRelation.Future
        : FlowRelation.None;
}
