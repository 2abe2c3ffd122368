// Where things stand on the ring.
using DynamoKv.Engine.Ring;
using DynamoKv.Web.Components.Ring;

namespace DynamoKv.Tests.Components.Ring;

public sealed class RingGeometryTests
{
    [Theory]
    [InlineData(0u, 360, 19)]
    [InlineData(0x40000000u, 701, 360)]
    [InlineData(0x80000000u, 360, 701)]
    [InlineData(0xC0000000u, 19, 360)]
    public void Positions_grow_clockwise_from_the_top(uint position, double x, double y)
    {
        var place = RingGeometry.OfKey(new RingPosition(position));
        Assert.Equal(x, place.X, 3);
        Assert.Equal(y, place.Y, 3);
    }

    [Fact]
    public void Nodes_stand_inside_the_band_without_touching_it_or_each_other()
    {
        var places = Enumerable.Range(0, 5).Select(index => RingGeometry.OfNode(index, 5)).ToArray();
        Assert.All(places, place => Assert.True(
            Distance(place, RingGeometry.Centre) + RingGeometry.DiscRadius < RingGeometry.BandRadius));
        Assert.True(Distance(places[0], places[1]) > 2 * RingGeometry.DiscRadius);
    }

    [Fact]
    public void A_long_arc_has_two_parts_and_a_short_one_one()
    {
        Assert.Equal("M678 360A318 318 0 0 1 360 678", RingGeometry.ArcPath(0.25, 0.25, RingGeometry.BandRadius));
        Assert.Equal("M678 360A318 318 0 0 1 360 678A318 318 0 0 1 42 360", RingGeometry.ArcPath(0.25, 0.5, RingGeometry.BandRadius));
    }

    [Fact]
    public void Every_marker_has_its_own_outline() =>
        Assert.Equal(5, Enum.GetValues<MarkerShape>().Select(shape => RingGeometry.MarkerPath(shape, new Point(0, 0), 5)).Distinct().Count());

    private static double Distance(Point one, Point other) => Math.Sqrt(
        ((one.X - other.X) * (one.X - other.X)) + ((one.Y - other.Y) * (one.Y - other.Y)));
}
