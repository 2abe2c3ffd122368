// One node of the cluster: a pure, synchronous state machine.
using DynamoKv.Engine.AntiEntropy;
using DynamoKv.Engine.Node.Background;
using DynamoKv.Engine.Node.Exchanges;
using DynamoKv.Engine.Node.Gossiping;
using DynamoKv.Engine.Node.Handoff;
using DynamoKv.Engine.Node.Reaping;
using DynamoKv.Engine.Node.Transfers;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Engine.Node;

/// <summary>
/// One node. It has no thread, clock, socket or file: a world hands it inputs one at a time and does what its outbox
/// asks.
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
    private readonly HandoffRole _handoff;
    private readonly AntiEntropyRole _antiEntropy;
    private readonly MembershipRole _membership;
    private readonly TransferRole _transfers;
    private readonly ReapingRole _reaping;
    private readonly BackgroundAdmission? _admission;

    /// <summary>Makes a node that has not started yet.</summary>
    /// <param name="self">Its name.</param>
    /// <param name="options">How it behaves; the same for all nodes of a cluster.</param>
    /// <param name="rings">The rings of its cluster; nodes of one world may share it.</param>
    /// <param name="store">Its disk; the world commits and closes it.</param>
    /// <param name="random">Chance of this node and this life alone.</param>
    public DynamoNode(NodeId self, NodeOptions options, RingCatalogue rings, IReplicaStore store, DeterministicRandom random)
    {
        _scope = new NodeScope(self, options, rings, random);
        _local = new LocalReplica(_scope, store);
        _peers = new PeerProber(_scope);
        var hints = new HintKeeper(_scope, _local);
        _handoff = new HandoffRole(_scope, _local, hints);
        _replica = new ReplicaRole(_scope, _local, hints, _handoff);
        _admission = options.Admission is { } admission ? new BackgroundAdmission(_scope, admission) : null;
        _scope.MayWorkInBackground = _admission is null ? null : _admission.MayWork;
        var answers = new AnswerDesk(_scope, _admission);
        _coordinator = new Coordinator(_scope, _local, hints, _peers, answers);
        _router = new RequestRouter(_scope, _coordinator, _peers, answers);
        _peers.Returned = _handoff.OnReturned;
        hints.Kept = _handoff.KeepTrying;
        _antiEntropy = new AntiEntropyRole(_scope, _local);
        _membership = new MembershipRole(_scope, _local);
        _membership.Watch.Returned = _handoff.OnReturned;
        _transfers = new TransferRole(_scope, _local);
        _reaping = new ReapingRole(_scope, _local);
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
            case NodeCommand command:
                On(command);
                break;
            case null:
                BeginLife(now, outbox);
                break;
            default:
                throw new InvalidOperationException($"{_scope.Self} does not know the input {input.What.GetType().Name}.");
        }
    }

    /// <summary>What the node knows of itself.</summary>
    public NodeSnapshot Snapshot() => new(
        _scope.Self, _local.Incarnation, _coordinator.PendingCount + _router.PendingCount, [.. _scope.Peers.Suspects], _local.Statistics)
    {
        Placement = _scope.Placement,
        AntiEntropy = _antiEntropy.Snapshot(),
        Handoff = _handoff.Snapshot(),
        Membership = _membership.Snapshot(),
        Transfers = _transfers.Snapshot(),
        BufferedRows = _local.Buffer.Count,
        Admission = _admission?.Snapshot(),
        LifeBegan = _scope.LifeBegan,
    };

    /// <summary>
    /// What it has done so far. A world that wants the counts of all lives hands the same ones to each.
    /// </summary>
    public NodeCounters Counters
    {
        get => _scope.Counters;
        init => _scope.Counters = value;
    }

    /// <summary>What its disk holds; for people, never for the protocol.</summary>
    public DiskReader Disk => new(_local.Store);

    /// <summary>What the roles share: a test that stands in for one of them reaches the others through it.</summary>
    internal NodeScope Scope => _scope;

    /// <summary>
    /// The Merkle tree of the range that has a position; null: this node has none there, or is still building (Dynamo
    /// 4.7).
    /// </summary>
    /// <param name="position">Any position of the range.</param>
    /// <param name="levels">How many levels below the root are shown; 0: the root alone.</param>
    /// <exception cref="ArgumentOutOfRangeException">When the levels are negative.</exception>
    public MerkleNode? MerkleTree(RingPosition position, int levels) => _antiEntropy.Walk(position, levels);

    private void BeginLife(Instant now, Outbox outbox)
    {
        _scope.LifeBegan = now;
        _local.BeginLife();
        outbox.Trace(new TraceEvent.Started(_local.Incarnation, _local.Statistics.Keys));
        _membership.OnStarted(); // first: the others ask where keys live
        _handoff.OnStarted();
        _transfers.OnStarted();
        _antiEntropy.OnStarted();
        _reaping.OnStarted();
    }

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
            case Message.OfHandoff handoff: _handoff.On(handoff, sender); break;
            case Message.OfAntiEntropy antiEntropy: _antiEntropy.On(antiEntropy, sender); break;
            case Message.OfMembership membership: _membership.On(membership, sender); break;
            case Message.OfTransfer transfer: _transfers.On(transfer, sender); break;
            case Message.OfReaping reaping: _reaping.On(reaping, sender); break;
            default: throw new InvalidOperationException($"{_scope.Self} does not know the message {message.GetType().Name} of {sender}.");
        }
    }

    private void On(NodeTimer timer)
    {
        switch (timer)
        {
            case NodeTimer.OperationTimeout timeout: _coordinator.On(timeout); break;
            case NodeTimer.FallbackDue due: _coordinator.Writes.On(due); break;
            case NodeTimer.ForwardTimeout timeout: _router.On(timeout); break;
            case NodeTimer.StragglersDue due: _coordinator.Reads.On(due); break;
            case NodeTimer.ProbeSuspects probe: _peers.On(probe); break;
            case NodeTimer.FlushDue due: _local.Buffer.On(due); break;
            case NodeTimer.OfHandoff handoff: _handoff.On(handoff); break;
            case NodeTimer.OfAntiEntropy antiEntropy: _antiEntropy.On(antiEntropy); break;
            case NodeTimer.OfMembership membership: _membership.On(membership); break;
            case NodeTimer.OfTransfer transfer: _transfers.On(transfer); break;
            case NodeTimer.OfReaping reaping: _reaping.On(reaping); break;
            default: throw new InvalidOperationException($"{_scope.Self} does not know the timer {timer.GetType().Name}.");
        }
    }

    private void On(NodeCommand command)
    {
        switch (command)
        {
            case NodeCommand.OfHandoff handoff: _handoff.On(handoff); break;
            case NodeCommand.OfAntiEntropy antiEntropy: _antiEntropy.On(antiEntropy); break;
            case NodeCommand.OfMembership membership: _membership.On(membership); break;
            case NodeCommand.OfTransfer transfer: _transfers.On(transfer); break;
            case NodeCommand.OfReaping reaping: _reaping.On(reaping); break;
            default: throw new InvalidOperationException($"{_scope.Self} does not know the command {command.GetType().Name}.");
        }
    }
}
