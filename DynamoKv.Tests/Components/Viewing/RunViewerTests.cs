// A person's window on a run: plays, pauses, steps, jumps, replays, forks.
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Tests.Sessions;
using DynamoKv.Web.Components.Viewing;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Tests.Components.Viewing;

public sealed class RunViewerTests : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private readonly SessionBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_playing_viewer_keeps_the_run_awake_and_follows_its_head()
    {
        using var viewer = Played(20);
        Assert.True(viewer.State.IsLive);
        Assert.True(viewer.State.Head > 10);
        Assert.Equal(viewer.State.Head, viewer.State.Cursor);
    }

    [Fact]
    public void What_comes_while_the_head_is_followed_makes_no_past_of_it()
    {
        using var viewer = Played(10);
        var late = viewer.State with { Head = viewer.State.Head + 5 };
        Assert.True(late.IsAtHead);
        viewer.Pause();
        Assert.False((viewer.State with { Head = viewer.State.Head + 5 }).IsAtHead);
    }

    [Fact]
    public void A_run_sleeps_when_its_only_viewer_pauses()
    {
        using var viewer = Played(10);
        viewer.Pause();
        Assert.False(_bench.Main.Current.Playback.IsMoving);
    }

    [Fact]
    public void Pausing_freezes_only_ones_own_view()
    {
        using var paused = Played(10);
        using var other = new RunViewer(_bench.Main, _bench.Time);
        paused.Pause();
        var cursor = paused.State.Cursor;
        Move(20, paused, other);
        Assert.Equal(cursor, paused.State.Cursor);
        Assert.True(other.State.Cursor > cursor);
    }

    [Fact]
    public void Stepping_back_shows_the_snapshot_one_entry_earlier()
    {
        using var viewer = Played(20);
        var cursor = viewer.State.Cursor;
        viewer.StepBack();
        Assert.Equal(cursor - 1, viewer.State.Cursor);
        var expected = _bench.Main.SnapshotAt(cursor - 1);
        Assert.Equal(expected.InFlight.Keys, viewer.State.Snapshot.InFlight.Keys);
        Assert.All(expected.Nodes.Values, node => Assert.Equal(node.Rows, viewer.State.Snapshot.Nodes[node.Id].Rows));
        Assert.False(viewer.State.IsPlaying);
    }

    [Fact]
    public void Stepping_forward_at_the_head_steps_the_run()
    {
        using var viewer = Played(5);
        viewer.Pause();
        var head = viewer.State.Head;
        viewer.StepForward();
        Assert.True(viewer.State.Head > head);
        Assert.Equal(head + 1, viewer.State.Cursor);
    }

    [Fact]
    public void Playing_from_the_past_replays_until_it_reaches_the_head()
    {
        using var viewer = Played(20);
        var head = viewer.State.Head;
        viewer.Seek(0);
        viewer.Play();
        Move(3, viewer);
        Assert.InRange(viewer.State.Cursor, 0, head - 1);
        Assert.False(_bench.Main.Current.Playback.IsMoving);
        Move(30, viewer);
        Assert.True(viewer.State.IsLive);
    }

    [Fact]
    public void A_link_opens_the_same_moment()
    {
        using var viewer = Played(20);
        using var opened = new RunViewer(_bench.Main, _bench.Time, 7);
        Assert.Equal(7, opened.State.Cursor);
        Assert.False(opened.State.IsPlaying);
    }

    [Fact]
    public void The_story_after_a_jump_is_the_story_of_having_been_there()
    {
        using var viewer = Played(30);
        var told = viewer.State.Captions;
        viewer.Seek(3);
        viewer.GoToNow();
        Assert.Equal(told, viewer.State.Captions);
    }

    [Fact]
    public void Acting_in_the_past_forks_and_leaves_what_has_happened_alone()
    {
        using var viewer = Played(20);
        viewer.Seek(10);
        var place = ViewerActions.Apply(viewer, new PageRuns(_bench.Runs, 4), new CrashAction(SessionBench.A, CrashLoss.Memory));
        Assert.True(place.IsFork);
        Assert.DoesNotContain(_bench.Main.ReadLog(1, 10_000), entry => entry.What is WorldEvent.NodeCrashed);
        Assert.Contains(place.Session.ReadLog(1, 10_000), entry => entry.What is WorldEvent.NodeCrashed);
    }

    [Fact]
    public void Acting_at_the_head_plays_on()
    {
        using var viewer = Played(20);
        viewer.Pause();
        var place = ViewerActions.Apply(viewer, new PageRuns(_bench.Runs, 4), new CrashAction(SessionBench.A, CrashLoss.Memory));
        Assert.False(place.IsFork);
        Assert.True(viewer.State.IsPlaying);
    }

    private RunViewer Played(int ticks)
    {
        var viewer = new RunViewer(_bench.Main, _bench.Time);
        Move(ticks, viewer);
        return viewer;
    }

    private void Move(int ticks, params RunViewer[] viewers)
    {
        for (var tick = 0; tick < ticks; tick++)
        {
            _bench.Time.Advance(Tick);
            foreach (var viewer in viewers)
            {
                viewer.Advance();
            }
        }
    }
}
