// Faults that a real node does to its own side.
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Web.Sessions;

/// <summary>
/// Faults of the node of this process, on its own side only; each ends by itself. There only where the node was started with
/// --enable-chaos. Thread-safe.
/// </summary>
public interface INodeFaults
{
    /// <summary>Puts a fault in.</summary>
    /// <param name="fault">What breaks, under a name that no other fault in force has.</param>
    /// <param name="lasts">When it ends by itself; null: as long as is usual here.</param>
    /// <param name="caller">Who does it, for the log.</param>
    /// <param name="isShared">Whether every other member with a part in it is told the same: then a slow link is slow once, not at both of its ends.</param>
    /// <exception cref="FaultRefusedException">When it makes no sense here; the message is for people.</exception>
    FaultInForce Inject(FaultAction fault, TimeSpan? lasts, string caller, bool isShared);

    /// <summary>The faults in force, sorted by name.</summary>
    IReadOnlyList<FaultInForce> InForce { get; }

    /// <summary>Takes a fault out; false: none of this name is in force.</summary>
    bool Heal(string id, string caller);
}
