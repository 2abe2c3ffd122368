// One node of the cluster: a pure, synchronous state machine.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Engine.Node;

/// <summary>
/// One node. It has no thread, clock, socket or file: a world hands it inputs one at a time and does what its outbox asks.
/// </summary>
/// <remarks>
/// The world's duties, in this order: (1) <see cref="NodeInput.Started"/> first, once a life; (2) step one or more
/// inputs into one outbox; (3) commit the store; (4) only then release the outbox. When the commit throws, the outbox
/// is thrown away and the node with it: memory and disk disagree. A new life is a new object on the same store.
/// </remarks>
public sealed class DynamoNode
{
    private readonly NodeScope _scope;
    private readonly LocalReplica _local;
    private readonly PeerProber _peers;
    private readonly ReplicaRole _replica;
    private readonly Coordinator _coordinator;
    private readonly RequestRouter _router;

    /// <summary>Makes a node that has not started yet.</summary>
    /// <param name="self">Its name.</param>
    /// <param name="options">How it behaves; the same for all nodes of a cluster.</param>
    /// <param name="ring">Where keys live.</param>
    /// <param name="store">Its disk; the world commits and closes it.</param>
    public DynamoNode(NodeId self, NodeOptions options, HashRing ring, IReplicaStore store)
    {
        _scope = new NodeScope(self, options, ring);
        _local = new LocalReplica(_scope, store);
        _peers = new PeerProber(_scope);
        _replica = new ReplicaRole(_scope, _local);
        var answers = new AnswerDesk(_scope);
        _coordinator = new Coordinator(_scope, _local, _peers, answers);
        _router = new RequestRouter(_scope, _coordinator, _peers, answers);
    }

    /// <summary>Handles one input to its end. The only way in.</summary>
    /// <param name="input">What happened.</param>
    /// <param name="now">When; never earlier than at the last step.</param>
    /// <param name="outbox">Takes what the node asks of its world.</param>
    /// <exception cref="InvalidOperationException">When the input is none that a node knows.</exception>
    public void Step(NodeInput input, Instant now, Outbox outbox)
    {
        _scope.Begin(now, outbox);
        switch (input.What)
        {
            case Message message:
                _peers.Heard(input.Sender);
                On(message, input.Sender);
                break;
            case NodeTimer timer:
                On(timer);
                break;
            case ClientRequest request:
                _router.On(request);
                break;
            case null:
                _scope.LifeBegan = now;
                _local.BeginLife();
                outbox.Trace(new TraceEvent.Started(_local.Incarnation, _local.Statistics.Keys));
                break;
            default:
                throw new InvalidOperationException($"{_scope.Self} does not know the input {input.What.GetType().Name}.");
        }
    }

    /// <summary>What the node knows of itself.</summary>
    public NodeSnapshot Snapshot() => new(
        _scope.Self, _local.Incarnation, _coordinator.PendingCount + _router.PendingCount, [.. _scope.Peers.Suspects], _local.Statistics);

    private void On(Message message, NodeId sender)
    {
        switch (message)
        {
            case Message.ReplicaPut put: _replica.On(put, sender); break;
            case Message.ReplicaPutAcknowledged acknowledged: _coordinator.Writes.On(acknowledged, sender); break;
            case Message.ReplicaPutRefused refused: _coordinator.Writes.On(refused, sender); break;
            case Message.ReplicaGet get: _replica.On(get, sender); break;
            case Message.ReplicaGetAnswered answered: _coordinator.Reads.On(answered, sender); break;
            case Message.ReplicaGetRefused refused: _coordinator.Reads.On(refused, sender); break;
            case Message.ReadRepair repair: _replica.On(repair, sender); break;
            case Message.ReadRepairAcknowledged acknowledged: _coordinator.Reads.On(acknowledged, sender); break;
            case Message.ForwardedRequest forwarded: _router.On(forwarded, sender); break;
            case Message.ForwardedResponse forwarded: _router.On(forwarded); break;
            case Message.Ping ping: _peers.On(ping, sender); break;
            case Message.Pong: break; // hearing it was all
            default: throw new InvalidOperationException($"{_scope.Self} does not know the message {message.GetType().Name} of {sender}.");
        }
    }

    private void On(NodeTimer timer)
    {
        switch (timer)
        {
            case NodeTimer.OperationTimeout timeout: _coordinator.On(timeout); break;
            case NodeTimer.ForwardTimeout timeout: _router.On(timeout); break;
            case NodeTimer.StragglersDue due: _coordinator.Reads.On(due); break;
            case NodeTimer.ProbeSuspects probe: _peers.On(probe); break;
            default: throw new InvalidOperationException($"{_scope.Self} does not know the timer {timer.GetType().Name}.");
        }
    }
}
