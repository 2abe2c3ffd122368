// What one line of the log says about a disk.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Checking;

/// <summary>What one line of the log says about a disk: a row or a hint has changed.</summary>
/// <param name="History">Of the key.</param>
/// <param name="Node">Whose disk.</param>
/// <param name="Before">What stood there.</param>
/// <param name="After">What stands there now.</param>
/// <param name="NewWrite">The write that is seen for the first time; null: none is.</param>
/// <param name="LacksItsWrite">A write was stored, but every version's name was known before.</param>
/// <param name="Stranger">A version that was never stored by who gave it its name; null: there is none.</param>
internal sealed record StoredChange(
    KeyHistory History, NodeId Node, SiblingSet Before, SiblingSet After, KnownWrite? NewWrite, bool LacksItsWrite, Sibling? Stranger);
