// One step of the walk that makes a preference list.

namespace DynamoKv.Engine.Ring;

/// <summary>What a walk does with a virtual node.</summary>
public enum WalkVerdict
{
    /// <summary>Its node is the next replica.</summary>
    Taken,

    /// <summary>Its node is a replica already: a physical node is taken once.</summary>
    SameNode,

    /// <summary>Its rack has a replica already: other racks come first.</summary>
    SameRack,
}

/// <summary>One step of the clockwise walk that makes a preference list (Dynamo 4.3).</summary>
/// <param name="Token">The virtual node that is met.</param>
/// <param name="Verdict">What is done with it.</param>
/// <param name="Rank">Which replica it is, from 1; null: it is skipped.</param>
public readonly record struct WalkStep(Token Token, WalkVerdict Verdict, int? Rank);
