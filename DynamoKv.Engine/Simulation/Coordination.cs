// Where the clients of a workload send their requests.
namespace DynamoKv.Engine.Simulation;

/// <summary>Where clients send their requests (Dynamo 6.4).</summary>
public enum Coordination
{
    /// <summary>To any node, as through a load balancer: one that is no replica of the key forwards the request.</summary>
    ServerDriven,

    /// <summary>To the key's first primary that is up: the client knows the ring, and the hop of forwarding is saved.</summary>
    ClientDriven,
}
