// Two Merkle trees of one range, compared hash by hash.
using System.Collections.Immutable;
using DynamoKv.Engine.AntiEntropy;

namespace DynamoKv.Engine.Projections.Merkle;

/// <summary>Two Merkle trees of one range, compared hash by hash as the nodes do it (Dynamo 4.7). Immutable.</summary>
/// <param name="Cells">All places, by their numbers.</param>
/// <param name="Steps">The questions of the comparison, in order; at least the one about the roots.</param>
public sealed record MerkleMatch(ImmutableArray<MerkleCell> Cells, ImmutableArray<MerkleStep> Steps)
{
    private const int QuestionBytes = 16; // an address and a hash
    private const int AnswerBytes = 24; // an address and the hashes of two children

    /// <summary>How many levels are below the roots.</summary>
    public int Depth => Cells.Length == 0 ? 0 : Cells[^1].Level;

    /// <summary>How many leaves there are.</summary>
    public int LeafCount => Cells.Count(cell => cell.IsLeaf);

    /// <summary>The leaves that differ.</summary>
    public IEnumerable<MerkleCell> DifferingLeaves => Cells.Where(cell => cell.IsLeaf && !cell.IsEqual);

    /// <summary>Whether the trees go deeper than what is here.</summary>
    public bool IsCut => Cells.Any(cell => cell.Level == Depth && !cell.IsLeaf);

    /// <summary>Compares two trees.</summary>
    /// <param name="left">The tree of whoever asks.</param>
    /// <param name="right">The other one's, of the same range and depth.</param>
    public static MerkleMatch Of(MerkleNode left, MerkleNode right)
    {
        var cells = new SortedDictionary<int, MerkleCell>();
        Pair(left, right, 1, cells);
        return new MerkleMatch([.. cells.Values], [.. Descend(cells)]);
    }

    /// <summary>What is known of a place after some questions.</summary>
    /// <param name="place">The place.</param>
    /// <param name="steps">How many questions were asked.</param>
    public MerkleKnowledge KnowledgeOf(int place, int steps)
    {
        var isCompared = Steps.Take(steps).Any(step => step.Place == place || (step.Differs && step.Place == place / 2));
        return !isCompared ? MerkleKnowledge.NotCompared : Cell(place).IsEqual ? MerkleKnowledge.Equal : MerkleKnowledge.Differs;
    }

    /// <summary>Whether a place lies below one that was found equal: it need not be compared.</summary>
    public bool IsSpared(int place, int steps)
    {
        for (var above = place / 2; above > 0; above /= 2)
        {
            if (KnowledgeOf(above, steps) == MerkleKnowledge.Equal)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A place by its number.</summary>
    /// <exception cref="InvalidOperationException">When there is none.</exception>
    public MerkleCell Cell(int place) => Cells.First(cell => cell.Place == place);

    private static void Pair(MerkleNode left, MerkleNode right, int place, SortedDictionary<int, MerkleCell> cells)
    {
        cells.Add(place, new MerkleCell(
            place, left.Level, left.Position, left.Range, left.IsLeaf, left.Hash, right.Hash, left.KeyCount, right.KeyCount));
        for (var child = 0; child < Math.Min(left.Children.Length, right.Children.Length); child++)
        {
            Pair(left.Children[child], right.Children[child], (2 * place) + child, cells);
        }
    }

    // As MerkleDescent goes: an answer brings the hashes of both children, so that the next questions are about theirs.
    private static IEnumerable<MerkleStep> Descend(SortedDictionary<int, MerkleCell> cells)
    {
        var toAsk = new Stack<int>([1]);
        var (hashes, bytes, leaves) = (0L, 0L, 0);
        while (toAsk.TryPop(out var place))
        {
            var cell = cells[place];
            hashes++;
            bytes += QuestionBytes + (cell.IsEqual ? 0 : AnswerBytes);
            leaves += cell is { IsEqual: false, IsLeaf: true } ? 1 : 0;
            foreach (var child in Children(cells, cell.IsEqual ? 0 : place))
            {
                hashes++;
                leaves += child is { IsEqual: false, IsLeaf: true } ? 1 : 0;
                foreach (var below in Children(cells, child.IsEqual ? 0 : child.Place))
                {
                    toAsk.Push(below.Place);
                }
            }

            yield return new MerkleStep(place, !cell.IsEqual, hashes, bytes, leaves);
        }
    }

    /// <summary>The second child first; none of a leaf.</summary>
    private static IEnumerable<MerkleCell> Children(SortedDictionary<int, MerkleCell> cells, int place) =>
        place > 0 && cells.TryGetValue(2 * place, out var first) ? [cells[(2 * place) + 1], first] : [];
}
