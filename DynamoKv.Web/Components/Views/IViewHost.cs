// What a view asks of the page around it.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Web.Components.Views;

/// <summary>What a view asks of the page around it. To be called on the circuit's own turn, as event handlers are; nothing here throws.</summary>
public interface IViewHost
{
    /// <summary>Something else is looked at; all views follow.</summary>
    void Select(Selection selection);

    /// <summary>The cursor goes to an entry, paused.</summary>
    void Seek(long eventNumber);

    /// <summary>Does something to the simulated cluster at the cursor; in the past that forks. A refusal is shown to the person.</summary>
    void Act(ScenarioAction action);

    /// <summary>Asks the cluster as a client, at the cursor; in the past that forks. Null: it was refused, which is shown, or nobody answered.</summary>
    Task<ClientResponse?> AskAsync(NodeId? via, Func<OperationId, ClientRequest> make);

    /// <summary>Commands a node as an administrator does, and shows what it says. True when it did it.</summary>
    Task<bool> CommandAsync(NodeId node, Func<long, NodeCommand> command);

    /// <summary>From spacing by time to spacing by cause, and back.</summary>
    void ToggleSpacing();

    /// <summary>The address of the moment of an event, with the views and the selection of now.</summary>
    string LinkTo(long eventNumber);
}
