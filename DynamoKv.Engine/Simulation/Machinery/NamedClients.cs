// All clients that have names.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Simulation.Clients;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>The named clients of a scenario: whom a request is for, and what all of them have come to.</summary>
internal sealed class NamedClients
{
    private readonly World _world;
    private readonly Dictionary<OperationId, ClientSession> _waiting = [];
    private readonly List<ClientSession> _sessions = [];
    private readonly LatencyRecord _gets = new();
    private readonly LatencyRecord _puts = new();
    private readonly ClientScript _script;
    private WorkloadReport _report;

    public NamedClients(World world, ClientDesk desk, ClientOptions options)
    {
        (_world, Desk, Options) = (world, desk, options);
        Records = new ClientRecords(world.Options.MaxClientRecords);
        for (var number = 1; number <= (options.Load?.Clients ?? 0); number++)
            AddSession(ClientLoad.NameOf(number));

        if (options.Load is { } load)
            ClientLoads.Begin(world, this, load);

        _script = new ClientScript(world, this, options.Script);
    }

    public ClientDesk Desk { get; }

    public ClientOptions Options { get; }

    public ClientRecords Records { get; }

    /// <summary>The sessions, those of the load first.</summary>
    public IReadOnlyList<ClientSession> Sessions => _sessions;

    /// <summary>The script, whose steps selectors may name.</summary>
    public ClientScript Script => _script;

    public ImmutableArray<string> Names => [.. _sessions.Select(session => session.Name)];

    public WorkloadReport Report => _report;

    public WorkloadLatencies Latencies => new(_gets.Summary(), _puts.Summary());

    /// <summary>The number of the next intent; counts on.</summary>
    public long NextIntent() => _report.Asked + 1;

    /// <summary>The client of a name, who is there from now on.</summary>
    public ClientSession SessionOf(string name)
    {
        foreach (var session in _sessions)
        {
            if (session.Name == name)
                return session;
        }

        return AddSession(name);
    }

    /// <summary>A client is to do something now, or as soon as it can.</summary>
    public void Mean(ClientSession session, ClientIntent intent)
    {
        _report = _report with { Asked = _report.Asked + 1 };
        session.Mean(intent);
    }

    /// <summary>A request leaves its client.</summary>
    public void Submit(ClientSession session, ClientRequest request)
    {
        _waiting.Add(request.Operation, session);
        Desk.Submit(request);
    }

    /// <summary>Takes an answer to one of these clients; false when it is somebody else's.</summary>
    public bool TryTake(ClientResponse response)
    {
        if (!_waiting.Remove(response.Operation, out var session))
            return false;

        session.TryTake(response); // who has stopped waiting does not hear it
        return true;
    }

    /// <summary>A node does not take a request.</summary>
    public void Refuse(OperationId operation, TimeSpan delay)
    {
        if (_waiting.Remove(operation, out var session))
            session.Refuse(delay);
    }

    /// <summary>The step of the script on whose behalf an operation is under way; null: none.</summary>
    public ScriptStep? StepOf(OperationId operation) => _waiting.TryGetValue(operation, out var session) ? session.Step : null;

    /// <summary>A node died with the requests of these clients.</summary>
    public void Forget(NodeId node)
    {
        foreach (var session in _sessions)
            session.Forget(node);
    }

    /// <summary>What a client meant to do has ended.</summary>
    public void OnEnded(ClientIntent intent, ClientOutcome outcome, ClientResponse? answer)
    {
        var isRead = intent.Ask is ScriptAsk.Get;
        if (answer is not (null or ClientResponse.Refused or ClientResponse.Overloaded))
            (isRead ? _gets : _puts).Add(_world.Now - intent.Intended);

        _report = outcome != ClientOutcome.Done ? _report with { Others = _report.Others + 1 }
            : isRead ? _report with { Reads = _report.Reads + 1 }
            : _report with { Writes = _report.Writes + 1 };
        if (intent.Step is { } step)
            _script.OnEnded(step, outcome, answer);
    }

    /// <summary>The context that a step of the script came back with; null: none.</summary>
    public CausalContext? ContextOfStep(string step) => _script.ContextOf(step);

    /// <summary>The node that an attempt asks; null: none is up.</summary>
    public int? EntryFor(ClientIntent intent, int attempt, int first)
    {
        if (attempt == 1 && intent.Step?.Via is null && Options.Coordination == Coordination.ClientDriven)
        {
            foreach (var primary in _world.Ring.PreferenceList(RingPosition.OfKey(intent.Ask.Key), _world.Scenario.Node.Quorum.N))
            {
                if (_world.ProcessOf(primary).IsUp)
                    return _world.Nodes[primary];
            }
        }

        return FirstUp(first);
    }

    // A client that finds its node down tries the next one in order; nobody up: it gives up.
    private int? FirstUp(int first)
    {
        for (var tried = 0; tried < _world.Nodes.Count; tried++)
        {
            var node = (first + tried) % _world.Nodes.Count;
            if (_world.Processes[node].IsUp)
                return node;
        }

        return null;
    }

    private ClientSession AddSession(string name)
    {
        var session = new ClientSession(_world, this, _sessions.Count, name);
        _sessions.Add(session);
        return session;
    }
}
