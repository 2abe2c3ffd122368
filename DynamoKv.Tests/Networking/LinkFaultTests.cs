// Faults between nodes, put in on purpose.
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Networking.Faults;
using DynamoKv.Engine.Primitives;
using DynamoKv.Tests.Sessions;

namespace DynamoKv.Tests.Networking;

public sealed class LinkFaultTests
{
    private static readonly NodeId Peer = new("peer");
    private static readonly NodeId Other = new("other");
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ManualTime _time = new();
    private readonly LinkFaults _faults;

    public LinkFaultTests() => _faults = new LinkFaults(_time, seed: 1);

    [Fact]
    public void A_fault_concerns_its_peer_and_its_direction_only()
    {
        _faults.Add(new LinkFault(LinkFaultKind.Drop, Peer, LinkDirections.Outgoing), Minute);

        Assert.Equal(0, _faults.Judge(Peer, LinkDirections.Outgoing).Copies);
        Assert.Equal(1, _faults.Judge(Peer, LinkDirections.Incoming).Copies);
        Assert.Equal(1, _faults.Judge(Other, LinkDirections.Outgoing).Copies);
    }

    [Fact]
    public void A_fault_ends_by_itself()
    {
        _faults.Add(new LinkFault(LinkFaultKind.Block), Minute);
        Assert.True(_faults.IsBlocked(Peer, LinkDirections.Incoming));

        _time.Advance(Minute);

        Assert.False(_faults.IsBlocked(Peer, LinkDirections.Incoming));
        Assert.Equal(1, _faults.Judge(Peer, LinkDirections.Outgoing).Copies);
        Assert.Empty(_faults.Active);
        Assert.False(_faults.IsAny);
    }

    [Fact]
    public void A_fault_can_be_taken_out_once()
    {
        var number = _faults.Add(new LinkFault(LinkFaultKind.Drop), Minute);

        Assert.Equal((number, Minute), (Assert.Single(_faults.Active).Number, _faults.Active[0].EndsAfter));
        Assert.True(_faults.Remove(number));
        Assert.False(_faults.Remove(number));
        Assert.Equal(1, _faults.Judge(Peer, LinkDirections.Outgoing).Copies);
    }

    [Fact]
    public void Delays_add_up_and_a_duplicate_comes_twice()
    {
        _faults.Add(new LinkFault(LinkFaultKind.Delay, Delay: TimeSpan.FromSeconds(1)), Minute);
        _faults.Add(new LinkFault(LinkFaultKind.Delay, Delay: TimeSpan.FromSeconds(2)), Minute);
        _faults.Add(new LinkFault(LinkFaultKind.Duplicate), Minute);

        var verdict = _faults.Judge(Peer, LinkDirections.Outgoing);

        Assert.Equal((2, TimeSpan.FromSeconds(3)), (verdict.Copies, verdict.Delay));
    }

    [Fact]
    public void A_likely_fault_happens_about_so_often()
    {
        _faults.Add(new LinkFault(LinkFaultKind.Drop, Probability: 0.25), Minute);

        Assert.InRange(Enumerable.Range(0, 1_000).Count(_ => _faults.Judge(Peer, LinkDirections.Outgoing).Copies == 0), 200, 300);
    }

    [Fact]
    public void A_fault_that_makes_no_sense_is_refused()
    {
        Assert.Throws<ArgumentException>(() => _faults.Add(new LinkFault(LinkFaultKind.Drop), TimeSpan.Zero));
        Assert.Throws<ArgumentException>(() => _faults.Add(new LinkFault(LinkFaultKind.Drop), LinkFaults.Longest + Minute));
        Assert.Throws<ArgumentException>(() => _faults.Add(new LinkFault(LinkFaultKind.Drop, Probability: double.NaN), Minute));
        Assert.Throws<ArgumentException>(() => _faults.Add(new LinkFault(LinkFaultKind.Delay), Minute));
    }

    [Fact]
    public void There_are_not_more_faults_than_allowed()
    {
        for (var number = 0; number < LinkFaults.MaxFaults; number++)
            _faults.Add(new LinkFault(LinkFaultKind.Drop), Minute);

        Assert.Throws<ArgumentException>(() => _faults.Add(new LinkFault(LinkFaultKind.Drop), Minute));
    }

    [Fact]
    public async Task A_block_made_by_one_side_stops_messages_and_questions_both_ways_until_it_ends()
    {
        await using var a = await Member.StartAsync("a");
        await using var b = await Member.StartAsync("b");
        Member.Introduce(a, b);
        await a.SendUntilReceivedAsync(b);
        await b.SendUntilReceivedAsync(a);
        var number = a.Transport.Faults.Add(new LinkFault(LinkFaultKind.Block, b.Id), Minute);
        await SendAndLoseAsync(a, b); // behind what was still on its way when the block began
        var (atA, atB) = (a.Inbox.Count, b.Inbox.Count);
        await SendAndLoseAsync(a, b);

        await Assert.ThrowsAsync<PeerSilentException>(() => a.Transport.AskAsync(b.Id, "echo", default, CancellationToken.None));
        await Assert.ThrowsAsync<PeerSilentException>(() => b.Transport.AskAsync(a.Id, "echo", default, CancellationToken.None));
        Assert.Equal((atA, atB), (a.Inbox.Count, b.Inbox.Count));
        Assert.Contains(a.Notices, notice => notice is { Kind: TransportNoticeKind.Fault, IsSecurity: true });

        a.Transport.Faults.Remove(number);
        await a.SendUntilReceivedAsync(b);
        await b.SendUntilReceivedAsync(a);
    }

    private static async Task SendAndLoseAsync(Member a, Member b)
    {
        var dropped = a.Of(b.Id).Dropped.ByFault;
        a.Send(b.Id, 1);
        b.Send(a.Id, 1);
        await Member.UntilAsync(() => a.Of(b.Id).Dropped.ByFault >= dropped + 2, "both are dropped");
    }

    [Fact]
    public async Task A_message_that_is_held_back_still_comes()
    {
        await using var a = await Member.StartAsync("a");
        await using var b = await Member.StartAsync("b");
        Member.Introduce(a, b);
        await a.SendUntilReceivedAsync(b);
        var before = b.Inbox.Count;
        a.Transport.Faults.Add(new LinkFault(LinkFaultKind.Delay, b.Id, LinkDirections.Outgoing, Delay: TimeSpan.FromMilliseconds(30)), Minute);
        b.Transport.Faults.Add(new LinkFault(LinkFaultKind.Duplicate, a.Id, LinkDirections.Incoming), Minute);

        a.Send(b.Id, 7);

        await Member.UntilAsync(() => b.Inbox.Count >= before + 2, "it came twice");
    }
}
