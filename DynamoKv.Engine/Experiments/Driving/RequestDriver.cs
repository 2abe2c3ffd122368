// Requests whose answers decide what is asked next.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Experiments.Driving;

/// <summary>
/// Asks a run's nodes at planned times, and hands each answer to whoever asked, who may ask again. Not thread-safe: one
/// owner.
/// </summary>
internal sealed class RequestDriver(SimulationRun run)
{
    private readonly PriorityQueue<Action, (long Due, long Number)> _planned = new();
    private readonly Dictionary<OperationId, Action<ClientResponse>> _asked = []; // looked up only
    private long _number;

    /// <summary>Virtual time.</summary>
    public Instant Now => run.Now;

    /// <summary>Requests that were never answered.</summary>
    public int Unanswered => _asked.Count;

    /// <summary>Plans something.</summary>
    public void At(Instant when, Action what) => _planned.Enqueue(what, (when.Microseconds, ++_number));

    /// <summary>Reads a key now.</summary>
    public void Get(NodeId via, Key key, Action<ClientResponse> then, RequestOptions? options = null) =>
        Ask(via, id => new ClientRequest.Get(id, key, options ?? RequestOptions.None), then);

    /// <summary>Writes a key now.</summary>
    public void Put(NodeId via, Key key, WriteContent content, CausalContext? context, Action<ClientResponse> then) =>
        Ask(via, id => new ClientRequest.Put(id, key, RequestOptions.None, content, context, OnlyIfAbsent: false), then);

    /// <summary>Goes on until nothing is planned and nobody waits, or nothing will happen any more.</summary>
    /// <exception cref="OperationCanceledException">When it is told to stop.</exception>
    public void Run(CancellationToken stop)
    {
        for (var steps = 0L; _planned.Count > 0 || _asked.Count > 0; steps++)
        {
            if (steps % 1024 == 0)
                stop.ThrowIfCancellationRequested();

            var due = _planned.TryPeek(out _, out var first) ? new Instant(first.Due) : (Instant?)null;
            if (run.NextAt is { } next && !(due < next))
            {
                run.Step();
                TakeAnswers();
            }
            else if (due is { } now)
            {
                run.RunUntil(now); // nothing is due before it: this only moves the clock
                _planned.Dequeue()();
            }
            else
            {
                break;
            }
        }
    }

    private void Ask(NodeId via, Func<OperationId, ClientRequest> request, Action<ClientResponse> then)
    {
        var operation = run.NextOperation(via);
        _asked.Add(operation, then);
        run.Apply(new RequestAction(via, request(operation)));
        TakeAnswers();
    }

    private void TakeAnswers()
    {
        foreach (var response in run.TakeResponses())
        {
            if (_asked.Remove(response.Operation, out var then))
                then(response);
        }
    }
}
