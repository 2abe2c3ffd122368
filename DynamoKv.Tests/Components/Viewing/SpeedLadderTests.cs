// The speeds on offer.
using DynamoKv.Web.Components.Viewing;

namespace DynamoKv.Tests.Components.Viewing;

public sealed class SpeedLadderTests
{
    [Theory]
    [InlineData(1, 3)]
    [InlineData(0.5, 1)]
    [InlineData(100, 100)]
    public void Faster_is_the_next_step_up(double speed, double expected) => Assert.Equal(expected, SpeedLadder.Faster(speed));

    [Theory]
    [InlineData(1, 0.25)]
    [InlineData(0.5, 0.25)]
    [InlineData(0.001, 0.001)]
    public void Slower_is_the_next_step_down(double speed, double expected) => Assert.Equal(expected, SpeedLadder.Slower(speed));

    [Theory]
    [InlineData(0.25, "1/4×")]
    [InlineData(0.001, "1/1000×")]
    [InlineData(3, "3×")]
    public void Speeds_below_one_read_as_fractions(double speed, string expected) => Assert.Equal(expected, SpeedLadder.Name(speed));
}
