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
    /// <param name="waited">How long the first of them had waited for the loop; zero where none came from outside.</param>
    void Committed(int inputs, TimeSpan took, TimeSpan waited);

    /// <summary>Answers of a batch are being given. Called on a thread of the pool.</summary>
    /// <param name="waited">How long they waited for that thread.</param>
    void HandedOver(TimeSpan waited);
}
