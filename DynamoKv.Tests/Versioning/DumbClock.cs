// A vector clock without any cleverness.
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Versioning;

/// <summary>What a vector clock should do, written down as plainly as possible.</summary>
internal sealed class DumbClock(Dictionary<VersionActor, long> counters)
{
    private readonly Dictionary<VersionActor, long> _counters = counters;

    public static DumbClock Of(VectorClock clock) =>
        new(clock.Entries.ToDictionary(entry => entry.Actor, entry => entry.Counter));

    public long CounterOf(VersionActor actor) => _counters.GetValueOrDefault(actor);

    public DumbClock Merge(DumbClock other) =>
        new(_counters.Keys.Union(other._counters.Keys)
            .ToDictionary(actor => actor, actor => Math.Max(CounterOf(actor), other.CounterOf(actor))));

    public ClockRelation CompareTo(DumbClock other) => (IsCoveredBy(other), other.IsCoveredBy(this)) switch
    {
        (true, true) => ClockRelation.Equal,
        (true, false) => ClockRelation.Before,
        (false, true) => ClockRelation.After,
        _ => ClockRelation.Concurrent,
    };

    public VectorClock ToClock() => Versions.ClockOf(_counters);

    private bool IsCoveredBy(DumbClock other) => _counters.All(pair => pair.Value <= other.CounterOf(pair.Key));
}
