// Where the places of two mirrored Merkle trees stand: plain arithmetic, no drawing.
using System.Collections.Immutable;
using DynamoKv.Engine.Projections.Merkle;

namespace DynamoKv.Web.Components.Merkle;

/// <summary>A place of one of the two trees in the picture.</summary>
/// <param name="Cell">The place.</param>
/// <param name="IsLeft">Whether it is the first one's, above; else the second one's, below.</param>
/// <param name="X">The middle of its box.</param>
/// <param name="Y">The top of its box.</param>
public readonly record struct MerkleBox(MerkleCell Cell, bool IsLeft, double X, double Y);

/// <summary>Two trees mirrored: roots above and below, leaves next to each other in the middle.</summary>
/// <param name="Boxes">All places of both trees.</param>
/// <param name="BoxWidth">The width of a box.</param>
/// <param name="Height">The height of the picture.</param>
public sealed record MerkleLayout(ImmutableArray<MerkleBox> Boxes, double BoxWidth, double Height)
{
    /// <summary>The width of the picture.</summary>
    public const double Width = 1000;

    /// <summary>The height of a box.</summary>
    public const double BoxHeight = 40;

    /// <summary>From the top of a level to the top of the next.</summary>
    public const double LevelHeight = 78;

    private const double WidestBox = 112;
    private const double LeafGap = 26;

    /// <summary>Whether boxes are wide enough for hashes.</summary>
    public bool HasText => BoxWidth >= 52;

    /// <summary>Lays two trees out.</summary>
    public static MerkleLayout Of(MerkleMatch match)
    {
        var leaves = 1 << match.Depth;
        var boxWidth = Math.Min(WidestBox, (Width / leaves) - (leaves > 16 ? 2 : 8));
        var half = (match.Depth * LevelHeight) + BoxHeight;
        var boxes = ImmutableArray.CreateBuilder<MerkleBox>();
        foreach (var cell in match.Cells)
        {
            var x = Width * (cell.Position + 0.5) / (1 << cell.Level);
            boxes.Add(new MerkleBox(cell, true, x, cell.Level * LevelHeight));
            boxes.Add(new MerkleBox(cell, false, x, (2 * half) + LeafGap - BoxHeight - (cell.Level * LevelHeight)));
        }

        return new MerkleLayout(boxes.ToImmutable(), boxWidth, (2 * half) + LeafGap);
    }

    /// <summary>The box of a place.</summary>
    public MerkleBox Box(int place, bool isLeft) => Boxes.First(box => box.Cell.Place == place && box.IsLeft == isLeft);
}
