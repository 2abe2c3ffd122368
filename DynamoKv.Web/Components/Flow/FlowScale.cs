// Where entries stand from left to right.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Web.Components.Flow;

/// <summary>Where entries stand from left to right, from 0 to <see cref="Width"/>: by their times, or all equally far from each other.</summary>
public sealed class FlowScale
{
    /// <summary>The moment on show stands here.</summary>
    public const double Width = 1000;

    private readonly FlowFacts _facts;
    private readonly Dictionary<long, int>? _ranks;

    private FlowScale(FlowFacts facts, Dictionary<long, int>? ranks) => (_facts, _ranks) = (facts, ranks);

    /// <summary>By time.</summary>
    public static FlowScale ByTime(FlowFacts facts) => new(facts, null);

    /// <summary>By cause: every entry that is drawn is one step after the one before it.</summary>
    public static FlowScale ByCause(FlowFacts facts)
    {
        var numbers = facts.Messages.SelectMany(message => (long[])[message.SentEvent, message.EndEvent])
            .Concat(facts.Marks.Select(mark => mark.Event))
            .Concat(facts.Bars.SelectMany(bar => (long[])[bar.FromEvent, bar.ToEvent]))
            .Concat(facts.Spans.SelectMany(span => (long[])[span.FromEvent, span.ToEvent]))
            .Concat(facts.Bands.SelectMany(band => (long[])[band.FromEvent, band.ToEvent]))
            .Where(number => number >= facts.FirstEvent).Distinct().Order();
        return new FlowScale(facts, numbers.Select((number, rank) => (number, rank)).ToDictionary(pair => pair.number, pair => pair.rank));
    }

    /// <summary>Whether all entries are equally far from each other.</summary>
    public bool IsCausal => _ranks is not null;

    /// <summary>Where an entry stands; one before the window stands at the left edge.</summary>
    public double Of(long number, Instant at) => _ranks is null
        ? Of(at)
        : _ranks.TryGetValue(number, out var rank) ? (rank + 1) * Width / (_ranks.Count + 1) : 0;

    /// <summary>Where the end of something stands that may go on: then at the moment on show.</summary>
    public double OfEnd(long number, Instant? at) => at is { } end ? Of(number, end) : Width;

    private double Of(Instant at)
    {
        var span = (_facts.End - _facts.Start).TotalMicroseconds;
        return span <= 0 ? Width : Math.Clamp((at - _facts.Start).TotalMicroseconds / span, 0, 1) * Width;
    }
}
