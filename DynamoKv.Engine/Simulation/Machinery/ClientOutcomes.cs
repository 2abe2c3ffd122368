// What answers mean to a client.
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>Reads answers as a client does.</summary>
internal static class ClientOutcomes
{
    /// <summary>What an answer says of what was asked.</summary>
    public static ClientOutcome Of(ClientResponse response) => response switch
    {
        ClientResponse.Read or ClientResponse.Stored or ClientResponse.NothingToDelete => ClientOutcome.Done,
        ClientResponse.QuorumMissed { MayBeSeen: true } => ClientOutcome.Unknown,
        ClientResponse.TimedOut { Kind: not OperationKind.Get } => ClientOutcome.Unknown,
        _ => ClientOutcome.NotDone,
    };
}
