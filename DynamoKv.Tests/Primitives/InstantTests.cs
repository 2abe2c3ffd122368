// Points in time.
using CsCheck;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Tests.Primitives;

public sealed class InstantTests
{
    [Theory]
    [InlineData(0, "0.000000")]
    [InlineData(1_240_000, "1.240000")]
    [InlineData(-500_000, "-0.500000")]
    [InlineData(1_700_000_000_000_001, "1700000000.000001")]
    [InlineData(long.MaxValue, "9223372036854.775807")]
    [InlineData(long.MinValue, "-9223372036854.775808")]
    public void A_time_is_written_in_seconds_with_six_digits_and_its_sign(long microseconds, string text) =>
        Assert.Equal(text, new Instant(microseconds).ToString());

    [Theory]
    [InlineData(19, 1)]
    [InlineData(10, 1)]
    [InlineData(-1, -1)]
    [InlineData(-10, -1)]
    [InlineData(-11, -2)]
    public void Parts_of_a_microsecond_are_rounded_down(long ticks, long microseconds)
    {
        Assert.Equal(new Instant(microseconds), Instant.After(TimeSpan.FromTicks(ticks)));
        Assert.Equal(new Instant(5 + microseconds), new Instant(5) + TimeSpan.FromTicks(ticks));
    }

    [Fact]
    public void What_is_added_is_the_distance() =>
        Gen.Select(Gen.Long[-1L << 50, 1L << 50], Gen.Long[-1L << 50, 1L << 50]).Sample((start, distance) =>
        {
            var duration = TimeSpan.FromMicroseconds(distance);
            Assert.Equal(duration, new Instant(start) + duration - new Instant(start));
            Assert.Equal(duration, Instant.After(duration).SinceStart);
        });

    [Fact]
    public void Order_is_that_of_the_microseconds() =>
        Gen.Select(Gen.Long, Gen.Long).Sample((left, right) =>
        {
            Assert.Equal(left < right, new Instant(left) < new Instant(right));
            Assert.Equal(left > right, new Instant(left) > new Instant(right));
            Assert.Equal(left <= right, new Instant(left) <= new Instant(right));
            Assert.Equal(left >= right, new Instant(left) >= new Instant(right));
            Assert.Equal(left.CompareTo(right), new Instant(left).CompareTo(new Instant(right)));
        });
}
