// The part of a live session that asks members how they stand.
using DynamoKv.Engine.Hosting;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Sessions.Live.Members;

namespace DynamoKv.Web.Sessions.Live;

internal sealed partial class LiveSession
{
    private Task _refresh = Task.CompletedTask;
    private long? _refreshedAt;

    /// <inheritdoc/>
    public Task RefreshAsync(CancellationToken cancellation)
    {
        Task running;
        lock (_gate)
        {
            var isFresh = _refreshedAt is { } at && _time.GetElapsedTime(at) < _options.FreshFor;
            if (_refresh.IsCompleted && !isFresh && !_isDisposed)
            {
                _refresh = AskAllAsync();
            }

            running = _refresh;
        }

        return running.WaitAsync(cancellation);
    }

    /// <summary>First this member, which knows who the others are; then all others side by side.</summary>
    private async Task AskAllAsync()
    {
        await Task.Yield(); // not under the caller's lock
        await PollAsync(_self);
        Task[] awaited;
        lock (_gate)
        {
            awaited = [.. Others().Where(member => Ask(member).IsWaitedFor).Select(member => member.Poll!)];
        }

        if (awaited.Length > 0)
        {
            using var enough = new CancellationTokenSource();
            await Task.WhenAny(Task.WhenAll(awaited), Task.Delay(_options.WaitForMembers, _time, enough.Token));
            await enough.CancelAsync();
        }

        lock (_gate)
        {
            _refreshedAt = _time.GetTimestamp();
        }
    }

    private IEnumerable<LiveMember> Others() => _members.Values.Where(member => member != _self);

    private LiveMember Ask(LiveMember member)
    {
        if (member.Poll is null or { IsCompleted: true })
        {
            member.Poll = PollAsync(member);
        }

        return member;
    }

    /// <summary>Asks one member and takes its answer in, or its silence. Never fails.</summary>
    private async Task PollAsync(LiveMember member)
    {
        await Task.Yield();
        var (asked, began) = (LiveTime.Now(_time), _time.GetTimestamp());
        MemberAccount? account = null;
        try
        {
            using var late = new CancellationTokenSource(_options.AskTimeout, _time);
            account = await member.Voice.AccountAsync(late.Token);
        }
        catch (Exception silent) when (IsSilence(silent))
        {
            // taken in as silence
        }

        lock (_gate)
        {
            if (_isDisposed || _members.GetValueOrDefault(member.Node) != member)
            {
                return;
            }

            if (account is null)
            {
                TakeSilence(member);
            }
            else
            {
                TakeIn(member, account, asked, _time.GetElapsedTime(began));
            }

            Publish();
        }
    }

    private static bool IsSilence(Exception problem) =>
        problem is PeerSilentException or NodeBusyException or NodeStoppedException or OperationCanceledException;

    private void TakeIn(LiveMember member, MemberAccount account, Instant asked, TimeSpan roundTrip)
    {
        Say(_faults.TakeIn(member.Node, account.Faults));
        member.Address = account.Address;
        var said = account.Whole(_rings);
        (member.Account, member.Trouble, member.AnsweredAt) = (said, account.Trouble, LiveTime.Now(_time));
        var ahead = account.SaidAt - (asked + (roundTrip / 2));
        member.ClockAhead = ahead.Duration() > roundTrip ? ahead : TimeSpan.Zero;
        SayIfNews(member, new WorldEvent.MemberTold(
            member.Node, said.Incarnation, said.LifeBegan, said.Store.Keys,
            [.. said.Handoff.Targets.Select(kept => new KeptFor(kept.Target, kept.Count, kept.Oldest))], said.Suspects));
        if (said.Placement is { } placement)
        {
            _placements.Learn(_log.Last, placement);
        }

        if (member == _self)
        {
            FollowMembership(said.Membership.Members.IsEmpty
                ? said.Placement?.Current.Members.Select(founder => (founder.Id, "")) ?? []
                : said.Membership.Members.Where(known => known.Record.Phase != MemberPhase.Removed).Select(known => (known.Record.Id, known.Record.Address)));
        }
    }

    /// <summary>Silence is no news of the member's fate: only what the failure detector of this member makes of it is told.</summary>
    private void TakeSilence(LiveMember member)
    {
        (member.Account, member.Trouble) = (null, null);
        Say(_faults.TakeSilence(member.Node, _time.GetUtcNow()));
        SayIfNews(member, new WorldEvent.MemberSilent(member.Node, _host.Id, RecordOf(member.Node)?.Status == PeerStatus.Down));
    }

    private void SayIfNews(LiveMember member, WorldEvent.OfLive what)
    {
        if (!what.Equals(member.LastSaid))
        {
            member.LastSaid = what;
            Say(what);
        }
    }

    private void FollowMembership(IEnumerable<(NodeId Id, string Address)> known)
    {
        var now = known.ToDictionary(member => member.Id, member => member.Address);
        foreach (var gone in Others().Where(member => !now.ContainsKey(member.Node)).ToList())
        {
            _members.Remove(gone.Node);
            Say(_faults.Forget(gone.Node));
            Say(new WorldEvent.MemberGone(gone.Node));
        }

        foreach (var (id, address) in now.Where(member => !_members.ContainsKey(member.Key)).OrderBy(member => member.Key))
        {
            _members.Add(id, new LiveMember(new RemoteVoice(id, _questions, _options, _time)));
            Say(new WorldEvent.MemberFound(id, address));
        }

        FollowMembers();
    }
}
