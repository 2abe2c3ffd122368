// How long to rest between two tries to reach a peer.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Networking.Links;

/// <summary>Doubles with every failure, and leaves out a random half at most, so that peers do not all call at once.</summary>
/// <param name="first">The first rest.</param>
/// <param name="longest">The longest.</param>
/// <param name="random">The chance in it.</param>
internal sealed class Rest(TimeSpan first, TimeSpan longest, DeterministicRandom random)
{
    private int _failures;

    /// <summary>The peer was reached.</summary>
    public void Reset() => _failures = 0;

    /// <summary>The peer was not reached; gives how long to rest.</summary>
    public TimeSpan Next()
    {
        var whole = Math.Min(longest.TotalSeconds, first.TotalSeconds * Math.Pow(2, Math.Min(30, _failures++)));
        return TimeSpan.FromSeconds(whole * (1 - (random.NextDouble() / 2)));
    }
}
