// Lays out the space-time diagram.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Web.Components.Flow;

/// <summary>The space-time diagram as shapes: a lane a node, time to the right. Immutable; both picture and table are made from it.</summary>
/// <param name="Facts">What is shown.</param>
/// <param name="Detail">How much of each message is drawn.</param>
/// <param name="Height">Its height; its width is <see cref="FlowScale.Width"/>.</param>
public sealed record FlowScene(FlowFacts Facts, FlowDetail Detail, double Height)
{
    /// <summary>Up to so many messages have words.</summary>
    public const int MaxWords = 90;

    /// <summary>Up to so many messages are drawn one by one.</summary>
    public const int MaxLines = 300;

    /// <summary>Up to so many messages are drawn at all.</summary>
    public const int MaxMessages = 5_000;

    /// <summary>The lanes from above: clients, then nodes by name.</summary>
    public ImmutableArray<FlowLane> Lanes { get; init; } = [];

    /// <summary>The messages.</summary>
    public ImmutableArray<FlowLine> Lines { get; init; } = [];

    /// <summary>What happened at nodes.</summary>
    public ImmutableArray<FlowDot> Dots { get; init; } = [];

    /// <summary>Whiles on lanes.</summary>
    public ImmutableArray<FlowStretch> Stretches { get; init; } = [];

    /// <summary>Faults.</summary>
    public ImmutableArray<FlowBackdrop> Backdrops { get; init; } = [];

    /// <summary>Operations.</summary>
    public ImmutableArray<FlowCall> Calls { get; init; } = [];

    /// <summary>The path of a verdict.</summary>
    public ImmutableArray<FlowStep> Steps { get; init; } = [];

    /// <summary>Lays facts out.</summary>
    /// <param name="facts">What is to be shown.</param>
    /// <param name="isCausal">Whether all entries are equally far from each other.</param>
    /// <param name="witness">The entries that show why an assertion failed, in order; empty: none is chosen.</param>
    public static FlowScene Of(FlowFacts facts, bool isCausal, IReadOnlyList<long>? witness = null)
    {
        var scale = isCausal ? FlowScale.ByCause(facts) : FlowScale.ByTime(facts);
        var lanes = FlowLanes.Of(facts, scale);
        var lines = FlowLines.Of(facts, scale, lanes);
        return new FlowScene(facts, DetailOf(facts.Messages.Length), lanes.Height)
        {
            Lanes = lanes.All,
            Lines = lines,
            Dots = [.. facts.Marks.Select(mark => new FlowDot(mark, scale.Of(mark.Event, mark.At), lanes.YOf(mark.Node)))],
            Stretches = [.. facts.Spans.Select(span => new FlowStretch(span, scale.Of(span.FromEvent, span.From), scale.OfEnd(span.ToEvent, span.To), lanes.YOf(span.Node)))],
            Backdrops = lanes.Backdrops,
            Calls = lanes.Calls,
            Steps = StepsOf(facts, scale, lanes, witness ?? []),
        };
    }

    private static FlowDetail DetailOf(int messages) => messages switch
    {
        <= MaxWords => FlowDetail.Words,
        <= MaxLines => FlowDetail.Lines,
        _ => FlowDetail.Strands,
    };

    private static ImmutableArray<FlowStep> StepsOf(FlowFacts facts, FlowScale scale, FlowLanes lanes, IReadOnlyList<long> witness)
    {
        var places = PlacesOf(facts);
        return [.. witness.Select((number, index) => (number, Step: index + 1))
            .Where(step => places.ContainsKey(step.number))
            .Select(step => new FlowStep(step.Step, step.number, scale.Of(step.number, places[step.number].At), lanes.YOf(places[step.number].Node)))];
    }

    private static Dictionary<long, (Instant At, NodeId Node)> PlacesOf(FlowFacts facts)
    {
        var places = new Dictionary<long, (Instant, NodeId)>();
        foreach (var message in facts.Messages)
        {
            places.TryAdd(message.SentEvent, (message.SentAt, message.Sender));
            places.TryAdd(message.EndEvent, (message.EndAt ?? message.SentAt, message.Receiver));
        }

        foreach (var bar in facts.Bars)
        {
            places.TryAdd(bar.FromEvent, (bar.From, bar.Operation.Entry));
            places.TryAdd(bar.ToEvent, (bar.To ?? bar.From, bar.Operation.Entry));
        }

        foreach (var mark in facts.Marks)
        {
            places[mark.Event] = (mark.At, mark.Node);
        }

        return places;
    }
}
