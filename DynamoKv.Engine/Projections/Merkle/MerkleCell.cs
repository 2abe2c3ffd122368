// One place of two Merkle trees.
using DynamoKv.Engine.Ring;

namespace DynamoKv.Engine.Projections.Merkle;

/// <summary>One place of two Merkle trees over the same range, with what each has there.</summary>
/// <param name="Place">Its number, as in a heap: 1 is the root, the children of n are 2n and 2n + 1.</param>
/// <param name="Level">Distance from the root.</param>
/// <param name="Position">Its number in its level, from 0, clockwise.</param>
/// <param name="Range">Which part of the ring lies below it.</param>
/// <param name="IsLeaf">Whether it is a bucket of keys.</param>
/// <param name="LeftHash">The hash of the first, sixteen hexadecimal digits.</param>
/// <param name="RightHash">The hash of the second.</param>
/// <param name="LeftKeys">How many keys the first has below it.</param>
/// <param name="RightKeys">How many the second has.</param>
public sealed record MerkleCell(
    int Place, int Level, int Position, RingRange Range, bool IsLeaf, string LeftHash, string RightHash, int LeftKeys, int RightKeys)
{
    /// <summary>Whether both have the same below it.</summary>
    public bool IsEqual => LeftHash == RightHash;
}

/// <summary>What is known of a place at a step of a comparison.</summary>
public enum MerkleKnowledge
{
    /// <summary>Not compared: not yet, or it need not be.</summary>
    NotCompared,

    /// <summary>The hashes are equal, and so is all below.</summary>
    Equal,

    /// <summary>The hashes differ.</summary>
    Differs,
}

/// <summary>One question of a comparison: one place is asked about (Dynamo 4.7).</summary>
/// <param name="Place">Which.</param>
/// <param name="Differs">Whether the other has another hash there.</param>
/// <param name="Hashes">Hashes compared by then, by either side, this question's among them.</param>
/// <param name="Bytes">Bytes of addresses and hashes sent by then, answers among them.</param>
/// <param name="Leaves">Leaves found to differ by then.</param>
public sealed record MerkleStep(int Place, bool Differs, long Hashes, long Bytes, int Leaves);
