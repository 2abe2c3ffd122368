// A page around a view that writes down what it is asked for.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Web.Components.Views;

namespace DynamoKv.Tests.Components.Views;

/// <summary>A page around a view that writes down what it is asked for, and answers requests as it is told.</summary>
internal sealed class RecordedHost : IViewHost
{
    public List<Selection> Selected { get; } = [];

    public List<long> Sought { get; } = [];

    public List<ScenarioAction> Acts { get; } = [];

    public List<(NodeId? Via, ClientRequest Request)> Asked { get; } = [];

    public List<(NodeId Node, NodeCommand Command)> Commands { get; } = [];

    public Func<ClientRequest, Task<ClientResponse?>> Answer { get; set; } = _ => Task.FromResult<ClientResponse?>(null);

    public void Select(Selection selection) => Selected.Add(selection);

    public void Seek(long eventNumber) => Sought.Add(eventNumber);

    public void Act(ScenarioAction action) => Acts.Add(action);

    public Task<ClientResponse?> AskAsync(NodeId? via, Func<OperationId, ClientRequest> make)
    {
        var request = make(new OperationId(via ?? new NodeId("A"), 10_000 + Asked.Count));
        Asked.Add((via, request));
        return Answer(request);
    }

    public Task<bool> CommandAsync(NodeId node, Func<long, NodeCommand> command)
    {
        Commands.Add((node, command(1)));
        return Task.FromResult(true);
    }

    public string LinkTo(long eventNumber) => FormattableString.Invariant($"/lab/main?e={eventNumber}");

    public void ToggleSpacing()
    {
    }
}
