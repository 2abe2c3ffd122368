// Where faults are put in on purpose.
using System.Collections.Immutable;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Web.Sessions;

/// <summary>Puts faults into a cluster on purpose. Thread-safe. A real node has one only where it was started with --enable-chaos.</summary>
public interface IFaultDesk
{
    /// <summary>Puts a fault in.</summary>
    /// <param name="session">Whose cluster.</param>
    /// <param name="fault">What breaks, under a name that no other fault in force has.</param>
    /// <param name="lasts">When it ends by itself; null: as long as is usual here.</param>
    /// <param name="caller">Who does it, for the log.</param>
    /// <exception cref="FaultRefusedException">When it makes no sense here; the message is for people.</exception>
    FaultInForce Inject(IClusterSession session, FaultAction fault, TimeSpan? lasts, string caller);

    /// <summary>The faults in force, sorted by name.</summary>
    IReadOnlyList<FaultInForce> InForce(IClusterSession session);

    /// <summary>Takes a fault out; false: none of this name is in force.</summary>
    bool Heal(IClusterSession session, string id, string caller);
}

/// <summary>A fault in force.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Description">What it does, in words.</param>
/// <param name="ExpiresAt">When it ends by itself; null: when it is healed.</param>
public sealed record FaultInForce(string Id, string Description, DateTimeOffset? ExpiresAt)
{
    /// <summary>Who can't be heard by whom while it is in force.</summary>
    public ImmutableArray<LinkBarrier> Barriers { get; init; } = [];
}

/// <summary>A fault that makes no sense here; the message is for people.</summary>
public sealed class FaultRefusedException(string message) : Exception(message);
