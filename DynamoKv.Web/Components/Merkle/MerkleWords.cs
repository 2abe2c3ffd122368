// Places and steps of a comparison in words.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections.Merkle;
using DynamoKv.Web.Components.Texts;

namespace DynamoKv.Web.Components.Merkle;

/// <summary>Places and steps of a comparison in words.</summary>
public static class MerkleWords
{
    /// <summary>"root", "level 1, 2", "leaf 5"; counted from 1.</summary>
    public static string Place(MerkleCell cell) => cell switch
    {
        { Level: 0 } => MerkleText.PlaceRoot,
        { IsLeaf: true } => Words.Fill(MerkleText.PlaceLeaf, cell.Position + 1),
        _ => Words.Fill(MerkleText.PlaceInner, cell.Level, cell.Position + 1),
    };

    /// <summary>What is known of a place.</summary>
    public static string State(MerkleMatch match, int place, int steps) => match.KnowledgeOf(place, steps) switch
    {
        MerkleKnowledge.Equal => MerkleText.StateEqual,
        MerkleKnowledge.Differs => MerkleText.StateDiffers,
        _ => match.IsSpared(place, steps) ? MerkleText.StateSpared : MerkleText.StateNotCompared,
    };

    /// <summary>What was asked last, a sentence.</summary>
    public static string Step(MerkleMatch match, int steps, NodeId left, NodeId right)
    {
        if (steps == 0)
        {
            return MerkleText.StepNone;
        }

        var step = match.Steps[steps - 1];
        var cell = match.Cell(step.Place);
        if (!step.Differs)
        {
            return Words.Fill(MerkleText.StepEqual, left, right, Place(cell));
        }

        var children = match.Cells.Where(child => child.Place / 2 == step.Place && child.Place > 1).ToArray();
        return children.Length < 2
            ? Words.Fill(MerkleText.StepLeaf, left, right, Place(cell))
            : Words.Fill(MerkleText.StepDiffers, left, right, Place(cell), Sameness(children[0]), Sameness(children[1]));
    }

    private static string Sameness(MerkleCell cell) => cell.IsEqual ? MerkleText.Same : MerkleText.Other;
}
