// The script that named clients follow.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation.Clients;
using DynamoKv.Engine.Simulation.Events;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>Takes the steps of a script at their times, or when the steps that they wait for have ended.</summary>
internal sealed class ClientScript
{
    private readonly World _world;
    private readonly NamedClients _clients;
    private readonly ImmutableArray<ScriptStep> _steps;
    private readonly int _founders;
    private readonly Dictionary<string, CausalContext> _contexts = [];
    private readonly Dictionary<string, NodeId> _coordinators = [];
    private readonly Dictionary<string, DeterministicRandom> _chances = [];

    public ClientScript(World world, NamedClients clients, ImmutableArray<ScriptStep> steps)
    {
        (_world, _clients, _steps, _founders) = (world, clients, steps, world.Nodes.Count);
        var chance = world.Root.Stream("script");
        foreach (var step in steps)
        {
            clients.SessionOf(step.Client);
            _chances[step.Id] = chance.Stream(step.Id);
            if (step.Start is ScriptStart.At at)
                Plan(step, at.Time);
        }
    }

    /// <summary>The context of the answer to a step; null: there is none.</summary>
    public CausalContext? ContextOf(string step) => _contexts.GetValueOrDefault(step);

    /// <summary>Who coordinates, or has coordinated, a step; null: nobody so far.</summary>
    public NodeId? CoordinatorOf(string step) => _coordinators.TryGetValue(step, out var node) ? node : null;

    /// <summary>A node says that it coordinates an operation.</summary>
    public void OnCoordinating(NodeId node, OperationId operation)
    {
        if (_clients.StepOf(operation) is { } step)
            _coordinators[step.Id] = node;
    }

    /// <summary>A step has ended.</summary>
    public void OnEnded(ScriptStep step, ClientOutcome outcome, ClientResponse? answer)
    {
        if (ContextIn(answer) is { } context)
            _contexts[step.Id] = context;
        if (answer is not null)
            _coordinators[step.Id] = answer.Coordinator;

        foreach (var next in _steps)
        {
            if (next.Start is ScriptStart.After after && after.Step == step.Id && Fits(after.End, outcome))
                Plan(next, _world.Now + after.Delay);
        }
    }

    private void Take(ScriptStep step)
    {
        var drawn = _chances[step.Id].NextInt32(_founders);
        var first = step.Via is { } via ? _world.Nodes[via] : drawn;
        var options = step.Options ?? _clients.Options.Request;
        var intent = new ClientIntent(_clients.NextIntent(), step.Id, step.Ask, _world.Now, first, options) { Step = step };
        _clients.Mean(_clients.SessionOf(step.Client), intent);
    }

    private void Plan(ScriptStep step, Instant at) =>
        _world.Queue.Add(new ScheduledEvent(at.Microseconds, EventClass.Client, Payload: new StepErrand(this, step)));

    private static bool Fits(StepEnd end, ClientOutcome outcome) =>
        end == StepEnd.Done || (end == StepEnd.Ok) == (outcome == ClientOutcome.Done);

    private static CausalContext? ContextIn(ClientResponse? answer) => answer switch
    {
        ClientResponse.Read read => read.Context,
        ClientResponse.Stored stored => stored.Context,
        ClientResponse.NothingToDelete nothing => nothing.Context,
        ClientResponse.AlreadyExists exists => exists.Context,
        ClientResponse.TooManySiblings many => many.Context,
        _ => null,
    };

    private sealed class StepErrand(ClientScript script, ScriptStep step) : IErrand
    {
        public void Run(in ScheduledEvent due) => script.Take(step);
    }
}
