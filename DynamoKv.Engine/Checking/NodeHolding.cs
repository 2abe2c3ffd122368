// What one node holds of one key.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Checking;

/// <summary>What one node holds of one key, as it said itself, and what it ever held.</summary>
internal sealed class NodeHolding
{
    /// <summary>Its own copy.</summary>
    public SiblingSet Row { get; set; } = SiblingSet.Empty;

    /// <summary>A bit has flipped in its copy, noticed or not, and it was not written since.</summary>
    public bool IsDamaged { get; set; }

    /// <summary>What it keeps for others.</summary>
    public SortedDictionary<NodeId, SiblingSet> Hints { get; } = [];

    /// <summary>What its rows ever held, and what that had seen.</summary>
    public WriteSet EverInRow { get; } = new();

    /// <summary>The same with its hints.</summary>
    public WriteSet Ever { get; } = new();

    /// <summary>The disk is lost.</summary>
    public void Erase()
    {
        Row = SiblingSet.Empty;
        IsDamaged = false;
        Hints.Clear();
    }
}
