// The way between clients and the nodes where their requests enter.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation.Events;

namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>Carries requests in and answers out, each with a latency drawn from a stream of the node's; nothing is lost here.</summary>
internal sealed class ClientWay(World world, ClientDesk desk)
{
    private readonly Latency _latency = world.Scenario.Network.Client;
    private readonly List<DeterministicRandom> _chances = [];

    /// <summary>Takes a request to its node.</summary>
    public void Carry(ClientRequest request) => Plan(request.Operation.Entry, new Arrival(desk, request));

    /// <summary>Takes an answer to its client.</summary>
    public void Carry(ClientResponse response) => Plan(response.Operation.Entry, new Return(desk, response));

    /// <summary>How long the client of a node does not know yet what happened there.</summary>
    public TimeSpan Draw(NodeId node) => _latency.Draw(ChanceOf(world.Nodes[node]));

    private void Plan(NodeId node, IErrand errand) =>
        world.Queue.Add(new ScheduledEvent((world.Now + Draw(node)).Microseconds, EventClass.ClientDelivery, Payload: errand));

    private DeterministicRandom ChanceOf(int node)
    {
        while (_chances.Count <= node)
            _chances.Add(world.Root.Stream($"network/clients/{world.Nodes[_chances.Count]}"));

        return _chances[node];
    }

    private sealed class Arrival(ClientDesk desk, ClientRequest request) : IErrand
    {
        public void Run(in ScheduledEvent due) => desk.Enter(request);
    }

    private sealed class Return(ClientDesk desk, ClientResponse response) : IErrand
    {
        public void Run(in ScheduledEvent due) => desk.Hand(response);
    }
}
