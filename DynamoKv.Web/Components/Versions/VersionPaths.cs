// The lines of the graph of versions.
using System.Globalization;

namespace DynamoKv.Web.Components.Versions;

/// <summary>The lines of the graph of versions.</summary>
internal static class VersionPaths
{
    /// <summary>From the lower edge of one box to the upper edge of another; past the boxes between them where there are some.</summary>
    public static string Arrow(PlacedVersion from, PlacedVersion to)
    {
        var (x1, y1, x2, y2) = (from.Middle, from.Y + VersionLayout.BoxHeight, to.Middle, to.Y - 7);
        var isLong = to.Layer - from.Layer > 1;
        var bow = isLong ? (x2 > x1 ? 1 : -1) * ((VersionLayout.BoxWidth / 2) + VersionLayout.GapX) : 0;
        var pull = VersionLayout.GapY * (isLong ? 1.1 : 0.55);
        return string.Create(
            CultureInfo.InvariantCulture, $"M{x1:0.#} {y1:0.#}C{x1 + bow:0.#} {y1 + pull:0.#} {x2 + bow:0.#} {y2 - pull:0.#} {x2:0.#} {y2:0.#}");
    }

    /// <summary>A coordinate, the same in every culture.</summary>
    public static string Text(double coordinate) => coordinate.ToString("0.#", CultureInfo.InvariantCulture);
}
