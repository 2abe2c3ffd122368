// Whom one node takes for reachable.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Membership;

/// <summary>
/// One node's own opinion of its peers (Dynamo 4.8.3): a peer that did not answer in time is a suspect until it is
/// heard
/// again. A suspect is left alone for the suspicion period and then tried again, so that a peer nobody talks to is not
/// lost for ever. Holds suspects only: in a healthy cluster it is empty and costs nothing.
/// </summary>
public sealed class Reachability
{
    private readonly SortedDictionary<NodeId, Instant> _lastMisses = [];
    private readonly TimeSpan _suspicionPeriod;

    /// <summary>An opinion without suspects.</summary>
    /// <param name="suspicionPeriod">
    /// How long after its last miss a suspect is left alone; zero tries it again at once.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">When the period is negative.</exception>
    public Reachability(TimeSpan suspicionPeriod)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(suspicionPeriod, TimeSpan.Zero);
        _suspicionPeriod = suspicionPeriod;
    }

    /// <summary>
    /// The peers that missed an answer and were not heard since, sorted; also those that are tried again.
    /// </summary>
    public ImmutableArray<NodeId> Suspects => _lastMisses.Count == 0 ? [] : [.. _lastMisses.Keys];

    /// <summary>Whether a peer missed an answer and was not heard since.</summary>
    public bool IsSuspect(NodeId peer) => _lastMisses.Count != 0 && _lastMisses.ContainsKey(peer);

    /// <summary>Anything came from a peer. True when it was a suspect; it is none any more.</summary>
    /// <param name="now">
    /// When it came; a message that was sent before the miss also clears the peer: it arrived after.
    /// </param>
    public bool Heard(NodeId peer, Instant now) => _lastMisses.Count != 0 && _lastMisses.Remove(peer);

    /// <summary>
    /// An expected answer of a peer did not come. True when it becomes a suspect; for a suspect the period begins anew.
    /// </summary>
    public bool Missed(NodeId peer, Instant now)
    {
        var isNew = !_lastMisses.TryGetValue(peer, out var last);
        if (isNew || last < now)
        {
            _lastMisses[peer] = now;
        }

        return isNew;
    }

    /// <summary>
    /// Whether to count on a peer: false from a miss until it is heard, or until the suspicion period is over.
    /// </summary>
    public bool IsReachable(NodeId peer, Instant now) =>
        _lastMisses.Count == 0 || !_lastMisses.TryGetValue(peer, out var last) || now - last >= _suspicionPeriod;
}
