// Who measures what clients are answered.
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Web.Sessions;

/// <summary>Measures what clients are answered. Called on any thread; must be short and must not throw.</summary>
public interface IOperationWatch
{
    /// <summary>A request was answered.</summary>
    /// <param name="kind">What was asked.</param>
    /// <param name="response">The answer.</param>
    /// <param name="latency">How long it took: of a simulation in virtual time.</param>
    void Answered(OperationKind kind, ClientResponse response, TimeSpan latency);
}
