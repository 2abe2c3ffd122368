// Who measures what a real node does.
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Hosting;

/// <summary>Measures what a real node does. Called on its loop: it must be short, must not block and must not throw.</summary>
public interface IHostWatch
{
    /// <summary>A request of a client of this node was answered.</summary>
    /// <param name="kind">What was asked.</param>
    /// <param name="response">The answer.</param>
    /// <param name="latency">From its coming to this host to its answer, the commit included.</param>
    void Answered(OperationKind kind, ClientResponse response, TimeSpan latency);

    /// <summary>A batch was committed.</summary>
    /// <param name="inputs">How many inputs were in it.</param>
    /// <param name="took">How long the commit took.</param>
    void Committed(int inputs, TimeSpan took);
}
