// The coordinator: turns a request into reads and writes over the key's replicas.
using DynamoKv.Engine.Node.Handoff;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Node;

/// <summary>
/// Coordinates get, put and delete (Dynamo 4.5). A delete without a context and a put-if-absent first read, then
/// write.
/// </summary>
internal sealed class Coordinator
{
    private static readonly WriteContent Nothing = new(ReadOnlyMemory<byte>.Empty, "");

    private readonly HashSet<OperationId> _taken = []; // until the operation's time is over, settled or not
    private const string ForeignContext =
        "The context covers writes that this cluster has not made, so it comes from another run or from before a reset: read the key and send the context that comes with it.";

    private readonly NodeScope _scope;
    private readonly LocalReplica _local;
    private readonly AnswerDesk _answers;
    private readonly ReplicaChooser _chooser;
    private readonly ReadCoordinator _reads;
    private readonly WriteCoordinator _writes;

    public Coordinator(NodeScope scope, LocalReplica local, HintKeeper hints, PeerProber peers, AnswerDesk answers)
    {
        _scope = scope;
        _answers = answers;
        _local = local;
        _chooser = new ReplicaChooser(scope);
        _reads = new ReadCoordinator(scope, local, hints, _chooser, peers, answers, OnReadReached);
        _writes = new WriteCoordinator(scope, local, hints, _chooser, peers, answers);
        scope.PlacementChanged += _reads.OnPlacementChanged;
        scope.PlacementChanged += _writes.OnPlacementChanged;
    }

    public ReadCoordinator Reads => _reads;

    public WriteCoordinator Writes => _writes;

    public int PendingCount => _reads.PendingCount + _writes.PendingCount;

    /// <summary>Takes up a request whose terms were found good by the node where it entered.</summary>
    public void Begin(ClientRequest request, NodeId entry)
    {
        var isSloppy = _scope.Options.IsSloppy(request.Options);
        var replicas = _chooser.Choose(request.Key, isSloppy);
        var operation = new CoordinatedOperation(
            request, entry, replicas, _scope.Options.QuorumFor(request.Options), isSloppy, _scope.Now);
        if (!_taken.Add(operation.Id))
        {
            return; // the forwarded request came twice: carrying it out again could write over what came between
        }

        _scope.Outbox.Schedule(_scope.Options.TimeoutFor(request.Options), new NodeTimer.OperationTimeout(operation.Id));
        if (_reads.OpenCount + _writes.OpenCount >= _scope.Options.MaxPendingOperations)
        {
            var nobody = Participation.NotAsked(replicas.Nodes, RequiredFor(operation));
            _answers.Settle(operation, new ClientResponse.Overloaded(operation.Id, _scope.Self, nobody, _scope.Options.MaxPendingOperations));
            return;
        }

        if (ContextOf(request) is { } context && !_local.CanHaveGiven(context.Clock))
        {
            var nobody = Participation.NotAsked(replicas.Nodes, RequiredFor(operation));
            _answers.Settle(operation, new ClientResponse.Refused(operation.Id, _scope.Self, nobody, ForeignContext));
            return;
        }

        if (_scope.Outbox.IsTracing)
        {
            _scope.Outbox.Trace(new TraceEvent.Coordinating(operation.Id, request.Kind, request.Key, replicas.Nodes, RequiredFor(operation)));
        }

        Carry(operation);
    }

    public void On(NodeTimer.OperationTimeout timer)
    {
        _taken.Remove(timer.Operation);
        _reads.On(timer);
        _writes.On(timer);
    }

    private void Carry(CoordinatedOperation operation)
    {
        switch (operation.Request)
        {
            case ClientRequest.Get or ClientRequest.Put { OnlyIfAbsent: true } or ClientRequest.Delete { Context: null }:
                _reads.Begin(operation);
                break;
            case ClientRequest.Put put:
                _writes.Begin(operation, new NewVersion(put.Content, put.Context?.Clock, IsTombstone: false));
                break;
            case ClientRequest.Delete delete:
                _writes.Begin(operation, new NewVersion(Nothing, delete.Context!.Clock, IsTombstone: true));
                break;
            default:
                throw new InvalidOperationException($"{_scope.Self} does not know the request {operation.Request.GetType().Name}.");
        }
    }

    private void OnReadReached(ReadOutcome read)
    {
        var (id, self, seen) = (read.Operation.Id, _scope.Self, read.Merged.Context);
        switch (read.Operation.Request)
        {
            case ClientRequest.Put when read.Merged.HasLiveValue || HoldsLive(read.Operation.Request.Key):
                _answers.Settle(read.Operation, new ClientResponse.AlreadyExists(id, self, read.Replicas, read.Context));
                break;
            case ClientRequest.Put put:
                _writes.Begin(read.Operation, new NewVersion(put.Content, seen, IsTombstone: false));
                break;
            case ClientRequest.Delete when !read.Merged.HasLiveValue:
                _answers.Settle(read.Operation, new ClientResponse.NothingToDelete(id, self, read.Replicas, read.Context));
                break;
            case ClientRequest.Delete:
                _writes.Begin(read.Operation, new NewVersion(Nothing, seen, IsTombstone: true));
                break;
            default:
                _answers.Settle(read.Operation, new ClientResponse.Read(id, self, read.Replicas, read.Merged, read.Context, read.Repaired));
                break;
        }
    }

    // Another put-if-absent may have been first while this one was reading.
    private bool HoldsLive(Key key) => _local.Read(key)?.AsOf(_scope.Now).HasLiveValue == true;

    private static CausalContext? ContextOf(ClientRequest request) => request switch
    {
        ClientRequest.Put put => put.Context,
        ClientRequest.Delete delete => delete.Context,
        _ => null,
    };

    private static int RequiredFor(CoordinatedOperation operation) =>
        operation.Request.Kind == OperationKind.Get ? operation.Quorum.R : operation.Quorum.W;
}
