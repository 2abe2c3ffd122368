// Where requests enter the cluster and answers leave it.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>Names operations, hands requests to nodes, and gives each answer to whom it is due.</summary>
internal sealed class ClientDesk
{
    private readonly World _world;
    private readonly WorkloadClients? _workload;
    private readonly NamedClients? _named;
    private readonly ClientWay? _way; // null: clients are where the nodes are
    private readonly PeopleAsking _people;
    private readonly List<long> _lastNumbers;
    private List<ClientResponse> _answers = [];

    public ClientDesk(World world)
    {
        _world = world;
        _lastNumbers = [.. new long[world.Nodes.Count]];
        foreach (var planned in world.Scenario.Timeline)
        {
            if (planned.Action is RequestAction action)
                Reserve(action.Request.Operation);
        }

        _people = new PeopleAsking(world);
        _way = world.Scenario.Network.Client.IsZero ? null : new ClientWay(world, this);
        _workload = world.Scenario.Workload is { } options ? new WorkloadClients(world, this, options) : null;
        _named = world.Scenario.Clients is { } clients ? new NamedClients(world, this, clients) : null;
    }

    /// <summary>A node has come: requests may enter at it too.</summary>
    public void Add(NodeId node)
    {
        _lastNumbers.Add(0);
        _workload?.Add(node);
    }

    /// <summary>What the workload has come to so far.</summary>
    public WorkloadReport Report => _workload?.Report ?? _named?.Report ?? default;

    /// <summary>The clients that have names; null: there are none.</summary>
    public NamedClients? Named => _named;

    /// <summary>How long the workload's clients waited so far.</summary>
    public WorkloadLatencies Latencies => _workload?.Latencies ?? _named?.Latencies ?? new WorkloadLatencies(default, default);

    /// <summary>The name that the next operation at a node will have.</summary>
    public OperationId NextOperation(int node) => new(_world.Nodes[node], _lastNumbers[node] + 1);

    /// <summary>Whether an operation's name was never given before.</summary>
    public bool IsFresh(OperationId operation) => operation.Number > _lastNumbers[_world.Nodes[operation.Entry]];

    /// <summary>Never gives this name, nor one before it, again.</summary>
    public void Reserve(OperationId operation)
    {
        var node = _world.Nodes[operation.Entry];
        _lastNumbers[node] = Math.Max(_lastNumbers[node], operation.Number);
    }

    /// <summary>A person or a plan asks.</summary>
    public void Submit(RequestAction action)
    {
        _people.Ask(action);
        Submit(action.Request);
    }

    /// <summary>A request leaves its client.</summary>
    public void Submit(ClientRequest request)
    {
        Reserve(request.Operation);
        if (_way is null)
            Enter(request);
        else
            _way.Carry(request);
    }

    /// <summary>A request enters at its node.</summary>
    public void Enter(ClientRequest request)
    {
        var node = request.Operation.Entry;
        var process = _world.ProcessOf(node);
        if (process.IsUp && process.HasRoom)
            process.Take(NodeInput.RequestReceived(request), 0);
        else
            _named?.Refuse(request.Operation, DelayFrom(node));
    }

    /// <summary>How long it takes until a client knows what happened at a node.</summary>
    public TimeSpan DelayFrom(NodeId node) => _way?.Draw(node) ?? TimeSpan.Zero;

    /// <summary>Time for a client of the workload to ask something.</summary>
    public void OnArrival() => _workload!.OnArrival();

    /// <summary>A node answers a client.</summary>
    public void OnAnswer(ClientResponse response)
    {
        if (_way is null)
            Hand(response);
        else
            _way.Carry(response);
    }

    /// <summary>An answer reaches its client.</summary>
    public void Hand(ClientResponse response)
    {
        if (_named?.TryTake(response) == true || _workload?.TryTake(response) == true)
            return;

        _people.Hear(response);
        _answers.Add(response);
    }

    /// <summary>A node died: its clients wait in vain.</summary>
    public void Forget(NodeId node)
    {
        _workload?.Forget(node);
        _named?.Forget(node);
        _people.Forget(node);
    }

    /// <summary>The answers to requests that came as actions, since the last call.</summary>
    public IReadOnlyList<ClientResponse> TakeAnswers()
    {
        if (_answers.Count == 0)
            return [];

        var taken = _answers;
        _answers = [];
        return taken;
    }
}
