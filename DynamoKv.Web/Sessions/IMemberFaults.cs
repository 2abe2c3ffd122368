// Faults of a real cluster, put in from a page of one of its members.
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Web.Sessions;

/// <summary>
/// Faults of a real cluster, put in from a page of one of its members: each member that has a part in one is asked to break
/// its own side, and does so only if it was started with --enable-chaos. Every fault ends by itself. Thread-safe.
/// </summary>
public interface IMemberFaults
{
    /// <summary>Puts a fault in at every member that has a part in it, or at none.</summary>
    /// <param name="fault">A partition, a slow network or a slow disk.</param>
    /// <param name="lasts">When it ends by itself.</param>
    /// <param name="caller">Who does it, for the security logs of the members.</param>
    /// <exception cref="FaultRefusedException">When a member refuses or is silent; the message is for people.</exception>
    Task InjectAsync(FaultAction fault, TimeSpan lasts, string caller, CancellationToken cancellation);

    /// <summary>Takes a fault out wherever it is in force.</summary>
    /// <exception cref="FaultRefusedException">When it is in force nowhere, or a member where it is does not answer: there it ends by itself.</exception>
    Task HealAsync(string id, string caller, CancellationToken cancellation);
}
