// Requests of people who gave a name.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>Writes into the log who asked by an action, and when they heard.</summary>
internal sealed class PeopleAsking(World world)
{
    private readonly List<(OperationId Operation, string Client)> _waiting = [];

    /// <summary>An action asks.</summary>
    public void Ask(RequestAction action)
    {
        if (action.Client is not { } client || !world.Log.IsTracing)
            return;

        var request = action.Request;
        _waiting.Add((request.Operation, client));
        Log(new WorldEvent.ClientAsked(
            client, request.Operation.ToString(), request.Operation, request.Kind, request.Key, 1, world.Now));
    }

    /// <summary>An answer has reached whom it is for.</summary>
    public void Hear(ClientResponse response)
    {
        var place = _waiting.FindIndex(one => one.Operation == response.Operation);
        if (place < 0)
            return;

        var (operation, client) = _waiting[place];
        _waiting.RemoveAt(place);
        Log(new WorldEvent.ClientHeard(client, operation.ToString(), operation, ClientOutcomes.Of(response)));
    }

    /// <summary>A node died with their requests.</summary>
    public void Forget(NodeId node)
    {
        foreach (var (operation, client) in _waiting)
        {
            if (operation.Entry == node)
                Log(new WorldEvent.ClientLeft(client, operation.ToString(), operation, ClientLoss.ConnectionBroken));
        }

        _waiting.RemoveAll(one => one.Operation.Entry == node);
    }

    private void Log(WorldEvent what) => world.Log.Add(world.Now, null, 0, what);
}
