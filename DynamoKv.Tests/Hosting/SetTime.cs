// Clocks that a test moves: the monotonic one passes, the wall's may be set besides.
using DynamoKv.Tests.Sessions;

namespace DynamoKv.Tests.Hosting;

/// <summary>Time that moves only when a test says so, with a wall clock that somebody may set.</summary>
internal sealed class SetTime : TimeProvider
{
    private readonly ManualTime _time = new();
    private long _setTicks;

    public static DateTimeOffset Start { get; } = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => _time.TimestampFrequency;

    public override long GetTimestamp() => _time.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => _time.GetUtcNow() + TimeSpan.FromTicks(Volatile.Read(ref _setTicks));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _time.CreateTimer(callback, state, dueTime, period);

    public void Pass(TimeSpan by) => _time.Advance(by);

    /// <summary>Somebody sets the wall clock; nothing else notices.</summary>
    public void SetWall(TimeSpan by) => Volatile.Write(ref _setTicks, by.Ticks);
}
