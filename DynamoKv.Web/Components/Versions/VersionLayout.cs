// Where the versions of a key stand in their graph: plain arithmetic, no drawing.
using System.Collections.Immutable;
using DynamoKv.Engine.Projections.Graphs;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Web.Components.Versions;

/// <summary>A version in the picture.</summary>
/// <param name="Version">The version.</param>
/// <param name="Layer">Which row, from the top, from 0.</param>
/// <param name="X">Its left edge.</param>
/// <param name="Y">Its top edge.</param>
public sealed record PlacedVersion(GraphVersion Version, int Layer, double X, double Y)
{
    /// <summary>The middle of its box.</summary>
    public double Middle => X + (VersionLayout.BoxWidth / 2);
}

/// <summary>An arrow from a version to one that had seen it.</summary>
/// <param name="From">The earlier one.</param>
/// <param name="To">The later one.</param>
/// <param name="Path">How it is drawn.</param>
public sealed record VersionEdge(Dot From, Dot To, string Path);

/// <summary>
/// Where the versions of a key stand: the past is above, as in figure 3 of the paper, and versions that did not see each other
/// stand side by side. Immutable.
/// </summary>
public sealed record VersionLayout(ImmutableArray<PlacedVersion> Versions, ImmutableArray<VersionEdge> Edges, double Width, double Height)
{
    /// <summary>The width of a box.</summary>
    public const double BoxWidth = 236;

    /// <summary>The height of a box.</summary>
    public const double BoxHeight = 104;

    /// <summary>Between two boxes of a row.</summary>
    public const double GapX = 34;

    /// <summary>Between two rows.</summary>
    public const double GapY = 48;

    /// <summary>Around the picture.</summary>
    public const double Margin = 16;

    /// <summary>Lays a graph out.</summary>
    public static VersionLayout Of(VersionGraph graph)
    {
        var layers = LayersOf(graph.Versions);
        var widest = layers.Count == 0 ? 1 : layers.Values.CountBy(layer => layer).Max(row => row.Value);
        var width = (2 * Margin) + (widest * BoxWidth) + ((widest - 1) * GapX);
        var placed = Place(graph.Versions, layers, width);
        var edges = graph.Versions.SelectMany(version => version.Parents.Select(parent =>
            new VersionEdge(parent, version.Written.Dot, VersionPaths.Arrow(placed[parent], placed[version.Written.Dot]))));
        var rows = layers.Count == 0 ? 0 : layers.Values.Max() + 1;
        return new VersionLayout(
            [.. graph.Versions.Select(version => placed[version.Written.Dot])], [.. edges], width,
            (2 * Margin) + (rows * BoxHeight) + (Math.Max(0, rows - 1) * GapY));
    }

    /// <summary>
    /// Below all that it had seen, and beside what was newest at its birth and unseen by it: a late sibling stands beside its
    /// rival, not at the top.
    /// </summary>
    private static Dictionary<Dot, int> LayersOf(ImmutableArray<GraphVersion> versions)
    {
        var layers = new Dictionary<Dot, int>();
        var newest = new List<GraphVersion>();
        foreach (var version in versions)
        {
            var layer = 0;
            foreach (var parent in version.Parents)
            {
                layer = Math.Max(layer, layers.GetValueOrDefault(parent, -1) + 1);
            }

            foreach (var rival in newest.Where(rival => !version.Written.HasSeen(rival.Written)))
            {
                layer = Math.Max(layer, layers[rival.Written.Dot]);
            }

            layers[version.Written.Dot] = layer;
            newest.RemoveAll(other => version.Written.HasSeen(other.Written));
            newest.Add(version);
        }

        return layers;
    }

    private static Dictionary<Dot, PlacedVersion> Place(ImmutableArray<GraphVersion> versions, Dictionary<Dot, int> layers, double width)
    {
        var placed = new Dictionary<Dot, PlacedVersion>();
        foreach (var row in versions.GroupBy(version => layers[version.Written.Dot]).OrderBy(row => row.Key))
        {
            var ordered = row.OrderBy(version => MiddleOfParents(version, placed, width)).ThenBy(version => version.Written.Ordinal).ToArray();
            var taken = (ordered.Length * BoxWidth) + ((ordered.Length - 1) * GapX);
            for (var index = 0; index < ordered.Length; index++)
            {
                var x = ((width - taken) / 2) + (index * (BoxWidth + GapX));
                var y = Margin + (row.Key * (BoxHeight + GapY));
                placed[ordered[index].Written.Dot] = new PlacedVersion(ordered[index], row.Key, x, y);
            }
        }

        return placed;
    }

    private static double MiddleOfParents(GraphVersion version, Dictionary<Dot, PlacedVersion> placed, double width)
    {
        var parents = version.Parents.Where(placed.ContainsKey).Select(parent => placed[parent].Middle).ToArray();
        return parents.Length == 0 ? width : parents.Average();
    }
}
