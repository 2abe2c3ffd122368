// What the log is told of faults that members have.
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Sessions;
using DynamoKv.Web.Sessions.Live.Faults;
using static DynamoKv.Tests.Sessions.Live.LiveBench;

namespace DynamoKv.Tests.Sessions.Live;

public sealed class FaultBookTests
{
    private static readonly DateTimeOffset End = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly FaultInForce Slow = new("slow", "a slow disk", End);
    private readonly FaultBook _book = new();

    [Fact]
    public void A_fault_begins_with_the_first_member_that_has_it_and_ends_with_the_last()
    {
        var begun = Assert.IsType<WorldEvent.FaultInjected>(Assert.Single(_book.TakeIn(N1, [Slow])));
        Assert.Equal("a slow disk, until 03:04:05 UTC", begun.Description);
        Assert.Empty(_book.TakeIn(N2, [Slow]));
        Assert.Equal([N1, N2], _book.PlacesOf("slow"));
        Assert.Empty(_book.TakeIn(N1, []));
        Assert.Equal(new WorldEvent.FaultHealed("slow"), Assert.Single(_book.TakeIn(N2, [])));
        Assert.Empty(_book.PlacesOf("slow"));
    }

    [Fact]
    public void What_a_silent_member_said_counts_until_its_time_is_over()
    {
        _book.TakeIn(N1, [Slow]);
        Assert.Empty(_book.TakeSilence(N1, End.AddSeconds(-1)));
        Assert.Empty(_book.TakeSilence(N2, End));
        Assert.Equal(new WorldEvent.FaultHealed("slow"), Assert.Single(_book.TakeSilence(N1, End)));
    }

    [Fact]
    public void The_faults_of_who_is_no_member_any_more_are_over()
    {
        _book.TakeIn(N1, [Slow]);
        Assert.Equal(new WorldEvent.FaultHealed("slow"), Assert.Single(_book.Forget(N1)));
    }
}
