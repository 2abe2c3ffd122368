// How a named client asks.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation.Clients;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Simulation.Machinery;

internal sealed partial class ClientSession
{
    private void Begin(ClientIntent intent)
    {
        _current = intent;
        Ask(FirstRequestOf(intent), 1, intent.FirstNode);
    }

    // The request is made anew for the node that takes it: an operation is named after where it enters.
    private void Ask(ClientRequest asked, int attempt, int firstNode)
    {
        _merged = null;
        (_attempt, _serial) = (attempt, _serial + 1);
        if (clients.EntryFor(_current!, attempt, firstNode) is not { } entry)
        {
            FindNobody(asked);
            return;
        }

        _request = asked with { Operation = clients.Desk.NextOperation(entry) };
        _record = Record(_request, _request.Operation);
        if (world.Log.IsTracing)
            LogAsked(_request);
        if (clients.Options.Retry is { } retry)
            Plan(Waited, retry.Timeout);

        clients.Submit(this, _request);
    }

    private void FindNobody(ClientRequest asked)
    {
        clients.Records.Leave(Record(asked, null), ClientOutcome.NotDone, world.Now);
        LogLeft(_current!, null, ClientLoss.NobodyUp);
        _attempt = 0; // nobody was asked: a client in a loop must not ask again at once
        Finish(ClientOutcome.NotDone, null);
    }

    private void TurnAway(ClientIntent intent)
    {
        LogLeft(intent, null, ClientLoss.LineFull);
        clients.OnEnded(intent, ClientOutcome.NotDone, null);
    }

    private ClientRequest FirstRequestOf(ClientIntent intent) => intent.Ask switch
    {
        ScriptAsk.Put put => new ClientRequest.Put(
            default, put.Key, intent.Options, put.Content, put.OnlyIfAbsent ? null : ContextOf(put.Context, put.Key), put.OnlyIfAbsent),
        ScriptAsk.Delete delete => new ClientRequest.Delete(default, delete.Key, intent.Options, ContextOf(delete.Context, delete.Key)),
        _ => new ClientRequest.Get(default, intent.Ask.Key, intent.Options),
    };

    private ClientRequest.Put SumOf(ClientResponse.Read read)
    {
        var add = (ScriptAsk.Add)_current!.Ask;
        return new ClientRequest.Put(
            default, add.Key, _current.Options, ClientSet.Merge(read.Versions, add.Element), read.Context, OnlyIfAbsent: false);
    }

    private CausalContext? ContextOf(ScriptContext context, Key key) => context switch
    {
        ScriptContext.LastRead => LastReadOf(key),
        ScriptContext.OfStep step => clients.ContextOfStep(step.Step),
        _ => null,
    };

    private int Record(ClientRequest request, OperationId? operation) => clients.Records.Add(new ClientRecord
    {
        Client = index,
        Intent = _current!.Number,
        Attempt = _attempt,
        Operation = operation,
        Kind = request.Kind,
        Key = request.Key,
        Element = _current.Ask is ScriptAsk.Add add ? add.Element : null,
        Intended = _current.Intended,
        Invoked = world.Now,
    });

    private void LogAsked(ClientRequest request) => Log(new WorldEvent.ClientAsked(
        name, _current!.Name, request.Operation, request.Kind, request.Key, _attempt, _current.Intended));

    private void LogLeft(ClientIntent intent, OperationId? operation, ClientLoss why)
    {
        if (world.Log.IsTracing)
            Log(new WorldEvent.ClientLeft(name, intent.Name, operation, why));
    }

    private void Log(WorldEvent what) => world.Log.Add(world.Now, null, 0, what);
}
