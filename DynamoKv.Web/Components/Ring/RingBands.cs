// The coloured band of a ring: which part is whose.
using System.Collections.Immutable;
using System.Text;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Web.Components.Ring;

/// <summary>The coloured band of a ring: for each node one path that strokes what it is first replica of.</summary>
public static class RingBands
{
    /// <summary>How many parts the picture has when there are more partitions than can be seen.</summary>
    public const int Parts = 1_440;

    /// <summary>The radius of the band of a ring that is to come.</summary>
    public const double InnerRadius = 298;

    /// <summary>The paths.</summary>
    public static ImmutableDictionary<NodeId, string> Of(HashRing ring, RingDetail detail, double radius)
    {
        ArgumentNullException.ThrowIfNull(ring);
        var paths = ring.Members.ToDictionary(member => member.Id, _ => new StringBuilder());
        if (detail == RingDetail.Parts)
        {
            AddParts(ring, radius, paths);
        }
        else
        {
            foreach (var range in ring.Partitions())
            {
                paths[RingSteps.OwnerOf(ring, range.End)].Append(RingGeometry.ArcPath(RingGeometry.TurnOf(range.Start), range.Length / 4294967296.0, radius));
            }
        }

        return paths.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.ToString());
    }

    // Neighbouring parts of one owner are one arc.
    private static void AddParts(HashRing ring, double radius, Dictionary<NodeId, StringBuilder> paths)
    {
        var owners = Enumerable.Range(0, Parts)
            .Select(part => RingSteps.OwnerOf(ring, new RingPosition((uint)((part + 0.5) / Parts * 4294967296.0)))).ToArray();
        for (var first = 0; first < Parts;)
        {
            var end = first + 1;
            while (end < Parts && owners[end] == owners[first])
            {
                end++;
            }

            paths[owners[first]].Append(RingGeometry.ArcPath((double)first / Parts, (double)(end - first) / Parts, radius));
            first = end;
        }
    }
}
