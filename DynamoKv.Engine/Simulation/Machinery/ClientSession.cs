// One client that has a name.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation.Clients;
using DynamoKv.Engine.Simulation.Events;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>
/// A client: one operation under way at a time, the others in line. An answer comes while a node releases what it has done, so
/// nothing is asked from within it: what follows is an event of its own.
/// </summary>
internal sealed partial class ClientSession(World world, NamedClients clients, int index, string name) : IErrand
{
    private const int GoesOn = 0;
    private const int Waited = 1;
    private const int IsBroken = 2;
    private const int WasNotTaken = 3;

    private readonly Queue<ClientIntent> _line = new();
    private readonly Dictionary<Key, CausalContext> _lastReads = [];
    private ClientIntent? _current;
    private ClientRequest? _request; // what it waits for; null: nothing
    private ClientResponse.Read? _merged; // of an add: what was read, so the write comes next
    private int _attempt;
    private int _record;
    private long _serial; // of its attempts, so that what is meant for an old one is known

    /// <summary>Its position among the clients.</summary>
    public int Index => index;

    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>The loop in which it asks again and again; null: it is told when.</summary>
    public ClosedLoop? Loop { get; set; }

    /// <summary>The step of the script that it is at; null: none.</summary>
    public ScriptStep? Step => _current?.Step;

    /// <summary>The context of its last read of a key; null: it has not read it.</summary>
    public CausalContext? LastReadOf(Key key) => _lastReads.GetValueOrDefault(key);

    /// <summary>Begins now, or when all that was meant before is over.</summary>
    public void Mean(ClientIntent intent)
    {
        if (_current is null && _line.Count == 0)
            Begin(intent);
        else if (_line.Count < clients.Options.MaxWaiting)
            _line.Enqueue(intent);
        else
            TurnAway(intent);
    }

    /// <summary>Takes the answer to what it waits for; false when it does not wait for it (any more).</summary>
    public bool TryTake(ClientResponse response)
    {
        if (_request is not { } request || request.Operation != response.Operation)
            return false;

        var outcome = ClientOutcomes.Of(response);
        _request = null;
        clients.Records.Answer(_record, response, outcome, world.Now);
        if (world.Log.IsTracing)
            Log(new WorldEvent.ClientHeard(name, _current!.Name, response.Operation, outcome));
        if (response is ClientResponse.Read read)
            Remember(read);
        if (_merged is null)
            Finish(outcome, response);
        else
            GoOn();

        return true;
    }

    /// <summary>A node has crashed.</summary>
    public void Forget(NodeId node)
    {
        if (_request is { } request && request.Operation.Entry == node)
            Plan(IsBroken, clients.Desk.DelayFrom(node));
    }

    /// <summary>A node has not taken the request.</summary>
    public void Refuse(TimeSpan delay) => Plan(WasNotTaken, delay);

    /// <inheritdoc/>
    public void Run(in ScheduledEvent due)
    {
        if (due.Node == GoesOn)
            Continue();
        else if (due.Number == _serial && _request is not null)
            Leave(due.Node);
    }

    private void Continue()
    {
        if (_merged is { } read)
            Ask(SumOf(read), 1, _current!.FirstNode);
        else if (_current is null && _line.TryDequeue(out var next))
            Begin(next);
    }

    private void Remember(ClientResponse.Read read)
    {
        _lastReads[_current!.Ask.Key] = read.Context;
        if (_current.Ask is ScriptAsk.Add)
            _merged = read;
    }

    private void Leave(int why)
    {
        var request = _request!;
        var outcome = why == WasNotTaken || request.Kind == OperationKind.Get ? ClientOutcome.NotDone : ClientOutcome.Unknown;
        _request = null;
        _current!.HasUnknownWrite |= outcome == ClientOutcome.Unknown;
        clients.Records.Leave(_record, outcome, outcome == ClientOutcome.NotDone ? world.Now : null);
        LogLeft(_current, request.Operation, ReasonOf(why));
        if (clients.Options.Retry is { } retry && _attempt <= retry.Max)
            Ask(request, _attempt + 1, world.Nodes[request.Operation.Entry] + 1);
        else
            Finish(outcome, null);
    }

    private void Finish(ClientOutcome outcome, ClientResponse? answer)
    {
        var ended = _current!;
        (_current, _merged) = (null, null);
        var known = outcome == ClientOutcome.NotDone && ended.HasUnknownWrite ? ClientOutcome.Unknown : outcome;
        clients.OnEnded(ended, known, answer);
        if (_line.Count > 0)
            GoOn();
        if (ended.Step is null)
            Loop?.PlanNext(world.Now + (_attempt == 0 ? ClosedLoop.Pause : TimeSpan.Zero));
    }

    private void GoOn() => world.Queue.Add(new ScheduledEvent(world.Now.Microseconds, EventClass.Client, GoesOn, Payload: this));

    private void Plan(int what, TimeSpan delay) => world.Queue.Add(new ScheduledEvent(
        (world.Now + delay).Microseconds, EventClass.ClientDelivery, what, Number: _serial, Payload: this));

    private static ClientLoss ReasonOf(int why) => why switch
    {
        Waited => ClientLoss.WaitedTooLong,
        IsBroken => ClientLoss.ConnectionBroken,
        _ => ClientLoss.NotTaken,
    };
}
