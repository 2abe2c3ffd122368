// Where things stand in the picture of a ring: plain arithmetic, no drawing.
using System.Globalization;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Web.Components.Ring;

/// <summary>A point of the picture, in its own units: 0 .. <see cref="RingGeometry.Size"/> on both axes.</summary>
public readonly record struct Point(double X, double Y)
{
    /// <summary>"x y" with one decimal, the same in every culture.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{X:0.#} {Y:0.#}");
}

/// <summary>Where things stand in the picture of a ring. Position 0 is at the top; positions grow clockwise.</summary>
public static class RingGeometry
{
    /// <summary>Width and height of the picture.</summary>
    public const double Size = 720;

    /// <summary>The radius of the band of tokens.</summary>
    public const double BandRadius = 318;

    /// <summary>The radius on which keys lie.</summary>
    public const double KeyRadius = 341;

    /// <summary>The radius on which nodes stand.</summary>
    public const double NodeRadius = 208;

    /// <summary>The radius of a node's disc.</summary>
    public const double DiscRadius = 54;

    /// <summary>The centre of the picture.</summary>
    public static Point Centre { get; } = new(Size / 2, Size / 2);

    /// <summary>The angle of a ring position, in turns from the top: 0 .. 1.</summary>
    public static double TurnOf(RingPosition position) => position.Value / 4294967296.0;

    /// <summary>The point at an angle (in turns) and a radius.</summary>
    public static Point At(double turn, double radius)
    {
        var (sine, cosine) = Math.SinCos(turn * Math.Tau);
        return new Point(Centre.X + (radius * sine), Centre.Y - (radius * cosine));
    }

    /// <summary>Where the n-th of some nodes stands: evenly spread, the first at the top.</summary>
    public static Point OfNode(int index, int count) => At((double)index / count, NodeRadius);

    /// <summary>How much smaller discs are drawn when there are many nodes, so that they do not lie on each other.</summary>
    public static double ScaleFor(int count) => Math.Min(1, 10.0 / Math.Max(1, count));

    /// <summary>Where a key lies.</summary>
    public static Point OfKey(RingPosition position) => At(TurnOf(position), KeyRadius);

    /// <summary>An arc, clockwise.</summary>
    /// <param name="from">Where it begins, in turns from the top.</param>
    /// <param name="span">How long it is, in turns: at most 1.</param>
    /// <param name="radius">Its radius.</param>
    public static string ArcPath(double from, double span, double radius)
    {
        var middle = span > 0.25 ? string.Create(CultureInfo.InvariantCulture, $"A{radius} {radius} 0 0 1 {At(from + (span / 2), radius)}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"M{At(from, radius)}{middle}A{radius} {radius} 0 0 1 {At(from + span, radius)}");
    }

    /// <summary>The outline of a marker around a point.</summary>
    public static string MarkerPath(MarkerShape shape, Point centre, double radius) => shape switch
    {
        MarkerShape.Circle => CirclePath(centre, radius),
        MarkerShape.Square => Polygon(centre, radius * 0.88, [(-1, -1), (1, -1), (1, 1), (-1, 1)]),
        MarkerShape.Triangle => Polygon(centre, radius, [(0, -1.05), (1, 0.8), (-1, 0.8)]),
        MarkerShape.Diamond => Polygon(centre, radius * 1.15, [(0, -1), (1, 0), (0, 1), (-1, 0)]),
        MarkerShape.Cross => Polygon(centre, radius, CrossCorners),
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "No outline is known for this marker."),
    };

    private static (double X, double Y)[] CrossCorners { get; } =
    [
        (-0.35, -1), (0.35, -1), (0.35, -0.35), (1, -0.35), (1, 0.35), (0.35, 0.35),
        (0.35, 1), (-0.35, 1), (-0.35, 0.35), (-1, 0.35), (-1, -0.35), (-0.35, -0.35),
    ];

    private static string CirclePath(Point centre, double radius)
    {
        var left = new Point(centre.X - radius, centre.Y);
        var right = new Point(centre.X + radius, centre.Y);
        return string.Create(
            CultureInfo.InvariantCulture, $"M{left}A{radius} {radius} 0 1 1 {right}A{radius} {radius} 0 1 1 {left}Z");
    }

    private static string Polygon(Point centre, double radius, IEnumerable<(double X, double Y)> corners) =>
        "M" + string.Join('L', corners.Select(c => new Point(centre.X + (c.X * radius), centre.Y + (c.Y * radius)))) + "Z";
}
