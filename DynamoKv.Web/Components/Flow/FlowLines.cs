// Lays out the messages of the space-time diagram.
using System.Collections.Immutable;

namespace DynamoKv.Web.Components.Flow;

/// <summary>Lays out messages as lines between lanes: one that is under way ends at the moment on show, one that is lost before its receiver.</summary>
internal static class FlowLines
{
    private const double LostShare = 0.8;
    private const double LostAtOnceShare = 0.4;
    private const double WordWidth = 11;
    private const double WordHeight = 15;

    public static ImmutableArray<FlowLine> Of(FlowFacts facts, FlowScale scale, FlowLanes lanes)
    {
        var lines = facts.Messages.Select(message => LineOf(message, facts, scale, lanes));
        return facts.Messages.Length > FlowScene.MaxWords ? [.. lines] : GiveWords([.. lines]);
    }

    private static FlowLine LineOf(FlowMessage message, FlowFacts facts, FlowScale scale, FlowLanes lanes)
    {
        var (x1, y1, y2) = (scale.Of(message.SentEvent, message.SentAt), lanes.YOf(message.Sender), lanes.YOf(message.Receiver));
        var (x2, share) = message.State switch
        {
            FlowState.Delivered => (scale.Of(message.EndEvent, message.EndAt ?? message.SentAt), 1),
            FlowState.InFlight => (FlowScale.Width, scale.IsCausal ? 0.5 : ShareOf(message, facts)),
            _ => (scale.Of(message.EndEvent, message.EndAt ?? message.SentAt), message.EndAt == message.SentAt ? LostAtOnceShare : LostShare),
        };
        return new FlowLine(message, x1, y1, x2, y1 + ((y2 - y1) * share), HasWord: false);
    }

    /// <summary>How much of its way a message has gone.</summary>
    private static double ShareOf(FlowMessage message, FlowFacts facts)
    {
        var whole = ((message.ArrivesAt ?? facts.End) - message.SentAt).TotalMicroseconds;
        return whole <= 0 ? 1 : Math.Clamp((facts.End - message.SentAt).TotalMicroseconds / whole, 0.05, 1);
    }

    /// <summary>Words that would lie upon each other are left out until there is more room.</summary>
    private static ImmutableArray<FlowLine> GiveWords(List<FlowLine> lines)
    {
        var taken = new List<(double X, double Y, double Width)>();
        for (var index = lines.Count - 1; index >= 0; index--)
        {
            var (x, y) = lines[index].Middle;
            var width = WordWidth * FlowNames.Word(lines[index].Message.Look).Length;
            if (taken.TrueForAll(other => Math.Abs(other.Y - y) >= WordHeight || Math.Abs(other.X - x) >= (other.Width + width) / 2))
            {
                taken.Add((x, y, width));
                lines[index] = lines[index] with { HasWord = true };
            }
        }

        return [.. lines];
    }
}
