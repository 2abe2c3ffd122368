// What the browser is told of messages.
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Components.Ring;

namespace DynamoKv.Tests.Components.Ring;

public sealed class MotionComposerTests : ComponentBench
{
    [Fact]
    public void The_first_frame_starts_afresh_with_what_is_under_way()
    {
        var frame = new MotionComposer().Compose(Viewer)!;
        Assert.True(frame.Reset);
        Assert.Equal(Snapshot.InFlight.Keys.Select(number => (double)number), frame.Messages.Select(row => row[0]));
    }

    [Fact]
    public void Later_frames_carry_every_message_exactly_once()
    {
        var composer = new MotionComposer();
        composer.Compose(Viewer);
        var before = Viewer.State.Cursor;
        var told = new List<double>();
        for (var tick = 0; tick < 30; tick++)
        {
            Play(1);
            told.AddRange(composer.Compose(Viewer)?.Messages.Select(row => row[0]) ?? []);
        }

        var sent = Bench.Main.ReadLog(before + 1, 10_000).Select(entry => entry.What).OfType<WorldEvent.MessageSent>();
        Assert.NotEmpty(told);
        Assert.Equal(sent.Select(message => (double)message.Number), told);
    }

    [Fact]
    public void Time_stands_still_in_the_frames_of_a_paused_window()
    {
        Viewer.Seek(5);
        var composer = new MotionComposer();
        Assert.Equal(0, composer.Compose(Viewer)!.Rate);
        Assert.Null(composer.Compose(Viewer));
    }
}
