// A made-up world: the nodes' processes, what lies between them, and the time in which all this happens.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Simulation.Events;
using DynamoKv.Engine.Simulation.Logging;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>All parts of a simulated cluster; takes one event after another.</summary>
internal sealed class World : IDisposable
{
    /// <summary>Makes the world of a scenario and starts its nodes.</summary>
    /// <exception cref="ArgumentException">When the scenario can't be run; says where and why.</exception>
    public World(Scenario scenario, IStoreFactory stores, RunOptions options)
    {
        if (ScenarioRules.Problem(scenario) is { } problem)
            throw new ArgumentException($"The scenario '{scenario.Name}' can't be run: {problem}", nameof(scenario));

        (Scenario, Stores, Options) = (scenario, stores, options);
        Root = new DeterministicRandom(scenario.Seed);
        Ring = HashRing.Build(scenario.Members, scenario.Ring);
        Membership = new WorldMembership(this);
        Log = new EventLog(options.IsTracing, isHeard: FaultPlan.Listens(scenario.Faults));
        Nodes = new NodeTable(scenario.Members);
        Network = new SimulatedNetwork(scenario.Network, Nodes, Queue, Log, Root);
        Faults = new FaultBoard(this);
        Processes = [.. scenario.Members.Select((member, position) => new NodeProcess(this, position, member.Id))];
        Clients = new ClientDesk(this);
        Commands = new CommandDesk(this);
        Messages = new MessageDesk(this);
        PlanTimeline();
        Plan = new FaultPlan(this);
        foreach (var process in Processes)
            process.Start(0);
    }

    public Scenario Scenario { get; }

    public RunOptions Options { get; }

    public IStoreFactory Stores { get; }

    public DeterministicRandom Root { get; }

    public HashRing Ring { get; }

    public WorldMembership Membership { get; }

    public EventLog Log { get; }

    public EventQueue Queue { get; } = new();

    public NodeTable Nodes { get; }

    public SimulatedNetwork Network { get; }

    public FaultBoard Faults { get; }

    public ClientDesk Clients { get; }

    public CommandDesk Commands { get; }

    public MessageDesk Messages { get; }

    public FaultPlan Plan { get; }

    public List<NodeProcess> Processes { get; }

    public Instant Now { get; set; }

    /// <summary>The rings that a node begins with.</summary>
    public RingCatalogue RingsOf(NodeId node) => Membership.RingsOf(node);

    /// <summary>The process of a member.</summary>
    public NodeProcess ProcessOf(NodeId node) => Processes[Nodes[node]];

    /// <summary>Takes the next event; false when there is none.</summary>
    public bool Step()
    {
        if (!Queue.TryTake(out var next))
            return false;

        Now = new Instant(next.Time);
        switch (next.Class)
        {
            case EventClass.Delivery:
                Deliver(next);
                break;
            case EventClass.Timer:
                Processes[next.Node].OnTimer(next);
                break;
            case EventClass.Commit:
                Processes[next.Node].OnCommitDue(next.Number);
                break;
            case EventClass.Client when next.Payload is null:
                Clients.OnArrival();
                break;
            default:
                DoPlanned(next);
                break;
        }

        return true;
    }

    /// <summary>Does something that is known to make sense now.</summary>
    public void Do(ScenarioAction action)
    {
        switch (action)
        {
            case CrashAction crash: ProcessOf(crash.Node).Crash(crash.Loss, "it was crashed", 0); break;
            case RestartAction restart: Restart(ProcessOf(restart.Node)); break;
            case PauseAction pause: ProcessOf(pause.Node).Pause(); break;
            case ResumeAction resume: ProcessOf(resume.Node).Resume(); break;
            case RequestAction request: Clients.Submit(request); break;
            case StartNodeAction start: Membership.Start(start.Node); break;
            case JoinAction join: Membership.Join(join); break;
            case LeaveAction leave: Membership.Leave(leave); break;
            case CommandAction command: Commands.Submit(command); break;
            case BitFlipAction flip: ProcessOf(flip.Node).FlipBit(flip.Key); break;
            case HealAction heal: Faults.Heal(heal.Fault); break;
            case MessageAction message: Messages.Do(message); break;
            case FaultAction fault: Faults.Inject(fault); break;
            default: throw new InvalidOperationException($"The simulator does not know the action {action.GetType().Name}.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var process in Processes)
            process.Dispose();

        Stores.Dispose();
    }

    private void DoPlanned(in ScheduledEvent due)
    {
        if (due.Payload is IErrand errand)
            errand.Run(due);
        else if (due.Payload is ScenarioAction action && ActionRules.ProblemNow(action, this) is null)
            Do(action);
    }

    private static void Restart(NodeProcess process) => process.Start(process.Log(0, new WorldEvent.NodeRestarted(process.Id)));

    /// <summary>A message arrives, unless something is in its way.</summary>
    public void Deliver(in ScheduledEvent arriving)
    {
        var receiver = Processes[arriving.Node];
        if (ObstacleBefore(receiver, arriving) is { } reason)
        {
            LogDrop(arriving, reason);
            return;
        }

        var sender = Nodes[arriving.Sender];
        var cause = Log.IsTracing
            ? receiver.Log(arriving.Cause, new WorldEvent.MessageDelivered(arriving.Number, sender, receiver.Id))
            : 0;
        receiver.Take(NodeInput.MessageReceived(sender, (Message)arriving.Payload!), cause);
    }

    private DropReason? ObstacleBefore(NodeProcess receiver, in ScheduledEvent arriving)
    {
        if (Network.IsCut(arriving.Sender, arriving.Node))
            return DropReason.Partition;
        if (!receiver.IsUp)
            return DropReason.ReceiverDown;

        return receiver.HasRoom ? null : DropReason.Loss;
    }

    /// <summary>A message is lost.</summary>
    public void LogDrop(in ScheduledEvent arriving, DropReason reason)
    {
        if (Log.IsTracing)
        {
            var dropped = new WorldEvent.MessageDropped(arriving.Number, Nodes[arriving.Sender], Nodes[arriving.Node], reason);
            Log.Add(Now, reason == DropReason.ReceiverDown ? Nodes[arriving.Node] : null, arriving.Cause, dropped);
        }
    }

    private void PlanTimeline()
    {
        foreach (var (at, action) in Scenario.Timeline)
            Queue.Add(new ScheduledEvent(at.Microseconds, ClassOf(action), Payload: action));
    }

    /// <summary>When a planned action comes among all that falls on one instant.</summary>
    public static EventClass ClassOf(ScenarioAction action) => action switch
    {
        HealAction or RestartAction or ResumeAction => EventClass.Heal,
        RequestAction => EventClass.Client,
        StartNodeAction or JoinAction or LeaveAction or CommandAction => EventClass.Membership,
        _ => EventClass.Inject,
    };
}
