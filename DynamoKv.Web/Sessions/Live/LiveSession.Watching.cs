// The part of a live session that follows what members do while somebody watches.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Sessions.Live.Members;
using DynamoKv.Web.Sessions.Live.Tracing;

namespace DynamoKv.Web.Sessions.Live;

internal sealed partial class LiveSession
{
    private const string NobodyWatched = "nobody watched here for a while.";
    private readonly SortedDictionary<NodeId, TraceFollower> _followers = [];
    private readonly ITimer _timer;
    private long _askedAt;
    private int _holds;

    /// <inheritdoc/>
    public IDisposable KeepAwake()
    {
        Change(+1);
        return new RunHold(() => Change(-1));
    }

    private void Change(int by)
    {
        lock (_gate)
        {
            var wasWatched = _holds > 0;
            _holds += by;
            if (_isDisposed || wasWatched == (_holds > 0))
            {
                return;
            }

            if (_holds > 0)
            {
                FollowMembers();
                _askedAt = _time.GetTimestamp();
                _timer.Change(_options.TickInterval, _options.TickInterval);
            }
            else
            {
                StopFollowing();
            }
        }

        _ = RefreshAsync(CancellationToken.None);
    }

    /// <summary>Under the lock: each member has a follower while somebody watches.</summary>
    private void FollowMembers()
    {
        foreach (var gone in _followers.Keys.Where(node => !_members.ContainsKey(node)).ToList())
        {
            _followers.Remove(gone, out var follower);
            follower!.Dispose();
        }

        if (_holds == 0 || _isDisposed)
        {
            return;
        }

        foreach (var member in _members.Values.Where(member => !_followers.ContainsKey(member.Node)))
        {
            _followers.Add(member.Node, new TraceFollower(member.Voice, this, _time));
        }
    }

    private void StopFollowing()
    {
        foreach (var follower in _followers.Values)
        {
            follower.Dispose();
        }

        _followers.Clear();
        _inbox.Clear();
        foreach (var member in _members.Values.Where(member => member.IsHeard == true))
        {
            member.IsHeard = false;
        }

        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private void Tick()
    {
        var isDue = false;
        lock (_gate)
        {
            if (_holds == 0 || _isDisposed)
            {
                return;
            }

            var (steps, gaps) = _inbox.Take();
            foreach (var gap in gaps)
            {
                Say(gap);
            }

            foreach (var step in steps)
            {
                Write(step);
            }

            Publish();
            isDue = _time.GetElapsedTime(_askedAt) >= _options.RefreshEvery;
            _askedAt = isDue ? _time.GetTimestamp() : _askedAt;
        }

        if (isDue)
        {
            _ = RefreshAsync(CancellationToken.None);
        }
    }

    private void Write(HeardStep step)
    {
        _flows.Add(step);
        if (_members.TryGetValue(step.Node, out var member))
        {
            member.Events++;
        }
    }

    /// <inheritdoc/>
    void ITraceReader.OnHeard(NodeId node)
    {
        lock (_gate)
        {
            if (!_followers.ContainsKey(node) || !_members.TryGetValue(node, out var member))
            {
                return;
            }

            if (member.IsHeard == false)
            {
                Say(new WorldEvent.TraceMissing(node, null, NobodyWatched));
            }

            (member.IsHeard, member.IsTraceLost) = (true, false);
            _ = ShowRowsAsync(member);
        }
    }

    /// <inheritdoc/>
    void ITraceReader.OnSteps(NodeId node, TraceBatch batch)
    {
        lock (_gate)
        {
            if (_followers.ContainsKey(node) && _members.TryGetValue(node, out var member))
            {
                _inbox.Add(node, batch, member.ClockAhead);
            }
        }
    }

    /// <inheritdoc/>
    void ITraceReader.OnLost(NodeId node, string reason)
    {
        lock (_gate)
        {
            if (_followers.ContainsKey(node) && _members.TryGetValue(node, out var member) && !member.IsTraceLost)
            {
                (member.IsHeard, member.IsTraceLost) = (null, true);
                Say(new WorldEvent.TraceMissing(node, null, reason));
            }
        }
    }

    /// <summary>What a member does changes its rows; what they are to begin with it has to show.</summary>
    private async Task ShowRowsAsync(LiveMember member)
    {
        try
        {
            using var late = new CancellationTokenSource(_options.AskTimeout, _time);
            var page = await member.Voice.ReadAsync(new RowQuery(null, "", _options.RowsAtStart), late.Token);
            lock (_gate)
            {
                if (_members.GetValueOrDefault(member.Node) == member)
                {
                    Say(new WorldEvent.RowsShown(member.Node, [.. page.Rows.Select(row => new ShownRow(row.Key, row.Versions))]));
                    Publish();
                }
            }
        }
        catch (Exception silent) when (IsSilence(silent))
        {
            // The next look at its account says so.
        }
    }
}
