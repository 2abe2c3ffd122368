// The rings of a cluster, each made once.
namespace DynamoKv.Engine.Ring;

/// <summary>
/// Makes rings and remembers the newest, so that the many nodes of a simulated cluster share one object. Not
/// thread-safe: one world, one catalogue.
/// </summary>
/// <param name="founders">The ring that a node with an empty disk begins with; null: it knows no cluster yet.</param>
public sealed class RingCatalogue(HashRing? founders)
{
    /// <summary>The ring that a node with an empty disk begins with; null: it knows no cluster yet and waits to hear of one.</summary>
    public HashRing? Founders { get; } = founders;
}
