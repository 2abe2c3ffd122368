// Whom one node takes for reachable.
using CsCheck;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Tests.Membership;

public sealed class ReachabilityTests
{
    private static readonly NodeId A = new("A");
    private static readonly NodeId B = new("B");
    private readonly Reachability _peers = new(TimeSpan.FromSeconds(2));

    [Fact]
    public void A_peer_nobody_missed_is_reachable()
    {
        Assert.True(_peers.IsReachable(A, At(0)));
        Assert.False(_peers.Heard(A, At(0)));
        Assert.Empty(_peers.Suspects);
    }

    [Fact]
    public void A_missed_peer_is_a_suspect_until_it_is_heard()
    {
        Assert.True(_peers.Missed(A, At(1)));
        Assert.False(_peers.IsReachable(A, At(1)));
        Assert.True(_peers.IsReachable(B, At(1)));
        Assert.True(_peers.Heard(A, At(2)));
        Assert.True(_peers.IsReachable(A, At(2)));
        Assert.Empty(_peers.Suspects);
    }

    [Fact]
    public void A_suspect_is_tried_again_when_its_period_is_over_and_stays_a_suspect()
    {
        _peers.Missed(A, At(1));
        Assert.False(_peers.IsReachable(A, new Instant(2_999_999)));
        Assert.True(_peers.IsReachable(A, At(3)));
        Assert.Equal([A], _peers.Suspects);
        Assert.True(_peers.Heard(A, At(3)));
    }

    [Fact]
    public void A_second_miss_changes_nothing_but_the_end_of_the_period()
    {
        _peers.Missed(A, At(1));
        Assert.False(_peers.Missed(A, At(3)));
        Assert.False(_peers.IsReachable(A, At(4)));
        Assert.True(_peers.IsReachable(A, At(5)));
    }

    [Fact]
    public void Suspects_are_sorted()
    {
        _peers.Missed(B, At(1));
        _peers.Missed(A, At(2));
        Assert.Equal([A, B], _peers.Suspects);
    }

    [Fact]
    public void A_negative_period_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Reachability(TimeSpan.FromTicks(-1)));

    [Fact]
    public void Any_history_gives_what_its_last_words_about_a_peer_say() =>
        Gen.Select(Gen.Bool, Gen.Int[0, 2], Gen.Int[0, 3]).Array[0, 30].Sample(steps =>
        {
            var peers = new Reachability(TimeSpan.FromSeconds(2));
            var now = 0;
            var history = new List<(bool IsMiss, NodeId Peer, int At)>();
            foreach (var (isMiss, number, pause) in steps)
            {
                now += pause;
                var peer = new NodeId($"p{number}");
                var wasSuspect = history.LastOrDefault(word => word.Peer == peer).IsMiss;
                var changed = isMiss ? peers.Missed(peer, At(now)) : peers.Heard(peer, At(now));
                history.Add((isMiss, peer, now));
                Assert.Equal(wasSuspect != isMiss, changed);
                foreach (var other in history.Select(word => word.Peer))
                {
                    var last = history.Last(word => word.Peer == other);
                    Assert.Equal(!last.IsMiss || now - last.At >= 2, peers.IsReachable(other, At(now)));
                    Assert.Equal(last.IsMiss, peers.Suspects.Contains(other));
                }
            }
        });

    private static Instant At(int second) => Instant.After(TimeSpan.FromSeconds(second));
}
