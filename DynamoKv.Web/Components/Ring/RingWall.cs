// Where links are cut, as lines in the picture of the ring.
using System.Collections.Immutable;
using DynamoKv.Engine.Projections;

namespace DynamoKv.Web.Components.Ring;

/// <summary>A line in the picture where messages are lost.</summary>
/// <param name="IsOneWay">From a node that is not heard towards one that does not hear it; else a wall between two neighbours.</param>
public sealed record RingWall(Point From, Point To, bool IsOneWay)
{
    private const double InnerRadius = 96;
    private const double OuterRadius = 292;

    /// <summary>A wall between all neighbours that can't hear each other, and an arrow for each link that is cut in one direction only.</summary>
    public static ImmutableArray<RingWall> Of(ClusterSnapshot snapshot)
    {
        if (snapshot.Faults.Values.All(fault => fault.Barriers.IsEmpty))
        {
            return [];
        }

        var nodes = snapshot.Nodes.Keys.ToArray();
        var walls = ImmutableArray.CreateBuilder<RingWall>();
        for (var index = 0; index < nodes.Length; index++)
        {
            var next = (index + 1) % nodes.Length;
            if (snapshot.IsCut(nodes[index], nodes[next]) && snapshot.IsCut(nodes[next], nodes[index]))
            {
                walls.Add(Between(index, nodes.Length));
            }

            for (var other = 0; other < nodes.Length; other++)
            {
                if (snapshot.IsCut(nodes[index], nodes[other]) && !snapshot.IsCut(nodes[other], nodes[index]))
                {
                    walls.Add(Towards(RingGeometry.OfNode(index, nodes.Length), RingGeometry.OfNode(other, nodes.Length)));
                }
            }
        }

        return walls.ToImmutable();
    }

    private static RingWall Between(int index, int count)
    {
        var turn = (index + 0.5) / count;
        return new RingWall(RingGeometry.At(turn, InnerRadius), RingGeometry.At(turn, OuterRadius), false);
    }

    private static RingWall Towards(Point sender, Point receiver)
    {
        var length = Math.Max(1, Math.Sqrt(Math.Pow(receiver.X - sender.X, 2) + Math.Pow(receiver.Y - sender.Y, 2)));
        var (x, y) = ((receiver.X - sender.X) / length, (receiver.Y - sender.Y) / length);
        var gap = RingGeometry.DiscRadius + 6;
        return new RingWall(new Point(sender.X + (x * gap), sender.Y + (y * gap)), new Point(receiver.X - (x * gap), receiver.Y - (y * gap)), true);
    }
}
