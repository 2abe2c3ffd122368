// The clock by which one node lives.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>The world's time with what faults make of it; never runs backwards within a life.</summary>
internal sealed class NodeClock
{
    private readonly List<Skew> _skews = [];
    private Instant _last;

    /// <summary>A life begins: it knows no time yet.</summary>
    public void Restart() => _last = Instant.Zero;

    /// <summary>Puts a fault in force; gives what ends it.</summary>
    public Action Begin(ClockAction action, Instant since)
    {
        var skew = new Skew(action.Offset, action.DriftPpm, since);
        _skews.Add(skew);
        return () => _skews.Remove(skew);
    }

    /// <summary>What the clock shows at a time of the world.</summary>
    public Instant Read(Instant world)
    {
        var shown = world;
        foreach (var skew in _skews)
            shown += skew.At(world);

        _last = shown > _last ? shown : _last;
        return _last;
    }

    private sealed record Skew(TimeSpan Offset, double DriftPpm, Instant Since)
    {
        public TimeSpan At(Instant world) => Offset + TimeSpan.FromTicks((long)((world - Since).Ticks * DriftPpm / 1_000_000));
    }
}
