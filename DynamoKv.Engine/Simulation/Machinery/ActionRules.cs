// Which actions make sense.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>Finds what is wrong with an action, before anything of it is done. Null: nothing; else one sentence that says why.</summary>
internal static class ActionRules
{
    private const int MaxFaultLength = 63;

    /// <summary>What is wrong with it at any time: unknown nodes, numbers out of range.</summary>
    public static string? ProblemAnyTime(ScenarioAction action, NodeTable nodes) => action switch
    {
        CrashAction crash => UnknownNode(nodes, crash.Node) ?? (Enum.IsDefined(crash.Loss) ? null : $"A crash can't lose '{crash.Loss}'."),
        RestartAction restart => UnknownNode(nodes, restart.Node),
        PauseAction pause => UnknownNode(nodes, pause.Node),
        ResumeAction resume => UnknownNode(nodes, resume.Node),
        RequestAction request => UnknownNode(nodes, request.Via) ?? EntryProblem(request),
        StartNodeAction or JoinAction or LeaveAction => null, // what they need shows when their time comes
        CommandAction command => UnknownNode(nodes, command.Node),
        HealAction or MessageAction => null,
        BitFlipAction flip => UnknownNode(nodes, flip.Node),
        FailCommitAction failing => UnknownNode(nodes, failing.Node),
        FaultAction fault => NameProblem(fault.Fault) ?? FaultProblem(fault, nodes),
        _ => $"The simulator does not know the action {action.GetType().Name}.",
    };

    /// <summary>What is wrong with it now: a crash of a node that is down, a fault that is in force already.</summary>
    public static string? ProblemNow(ScenarioAction action, World world) => action switch
    {
        CrashAction crash => IsDown(world, crash.Node, "it can't crash"),
        RestartAction restart => world.ProcessOf(restart.Node).IsUp ? $"{restart.Node} is up already: it can't be restarted." : null,
        PauseAction pause => IsDown(world, pause.Node, "it can't be paused")
            ?? (world.ProcessOf(pause.Node).IsPaused ? $"{pause.Node} is paused already." : null),
        ResumeAction resume => world.ProcessOf(resume.Node).IsPaused ? null : $"{resume.Node} is not paused: it can't be resumed.",
        RequestAction request => IsDown(world, request.Via, "send the request to a node that is up"),
        StartNodeAction start => world.Nodes.Contains(start.Node) ? $"There is a node {start.Node} already: choose another name." : null,
        JoinAction join => world.Membership.Problem(join.Node),
        LeaveAction leave => UnknownNode(world.Nodes, leave.Node) ?? world.Membership.Problem(leave.Node),
        CommandAction command => IsDown(world, command.Node, "send the command to a node that is up"),
        BitFlipAction flip => world.ProcessOf(flip.Node).ReadRows().Any(row => row.Key == flip.Key)
            ? null
            : $"{flip.Node} has no whole row of '{flip.Key}' on its disk: there is no bit to flip.",
        MessageAction message => world.Messages.Problem(message),
        HealAction heal => world.Faults.Contains(heal.Fault) ? null : $"No fault '{heal.Fault}' is in force: there is nothing to heal.",
        FaultAction fault => world.Faults.Contains(fault.Fault)
            ? $"A fault '{fault.Fault}' is in force already: heal it first or choose another name."
            : null,
        _ => null,
    };

    private static string? FaultProblem(FaultAction action, NodeTable nodes) => action switch
    {
        PartitionAction partition => PartitionProblem(partition, nodes),
        CutAction cut => UnknownNode(nodes, cut.Sender) ?? ReceiverProblem(cut, nodes),
        CutsAction cuts => CutsProblem(cuts, nodes),
        LinkAction link => LinkProblem(link, nodes),
        SlowDiskAction slow => UnknownNode(nodes, slow.Node) ?? Absent(slow.Delay),
        FullDiskAction full => UnknownNode(nodes, full.Node),
        ClockAction clock => UnknownNode(nodes, clock.Node) ?? DriftProblem(clock.DriftPpm),
        _ => $"The simulator does not know the fault {action.GetType().Name}.",
    };

    private static string? PartitionProblem(PartitionAction partition, NodeTable nodes)
    {
        if (partition.Groups.IsDefault || partition.Groups.Length < 2)
            return "A partition needs at least two groups of nodes.";

        var seen = new HashSet<NodeId>();
        foreach (var group in partition.Groups)
        {
            if (group.IsDefaultOrEmpty)
                return "A group of a partition is empty: name at least one node in each.";

            foreach (var node in group)
            {
                if (UnknownNode(nodes, node) is { } problem)
                    return problem;
                if (!seen.Add(node))
                    return $"{node} stands twice in the partition: a node belongs to one group at most.";
            }
        }

        return null;
    }

    private static string? ReceiverProblem(CutAction cut, NodeTable nodes)
    {
        if (cut.Receivers.IsDefaultOrEmpty)
            return $"The cut names nobody who can't hear {cut.Sender}: name at least one node.";

        foreach (var receiver in cut.Receivers)
        {
            if (UnknownNode(nodes, receiver) is { } problem)
                return problem;
            if (receiver == cut.Sender)
                return $"{receiver} can't be cut off from itself.";
        }

        return null;
    }

    private static string? CutsProblem(CutsAction action, NodeTable nodes)
    {
        if (action.Cuts.IsDefaultOrEmpty)
            return "The fault cuts nothing: there are too few nodes.";

        foreach (var node in action.Cuts.SelectMany(cut => cut.Senders.Concat(cut.Receivers)))
        {
            if (UnknownNode(nodes, node) is { } problem)
                return problem;
        }

        return action.Cuts.Any(cut => cut.Senders.IsEmpty || cut.Receivers.IsEmpty) ? "A cut of the fault names nobody." : null;
    }

    private static string? LinkProblem(LinkAction link, NodeTable nodes) =>
        (link.Sender is { } sender ? UnknownNode(nodes, sender) : null)
        ?? (link.Receiver is { } receiver ? UnknownNode(nodes, receiver) : null)
        ?? (link.Sender is not null && link.Sender == link.Receiver ? $"{link.Sender} has no link to itself." : null)
        ?? Absent(link.Delay)
        ?? ShareProblem(link.Loss, "loss")
        ?? ShareProblem(link.Duplicate, "duplicate");

    /// <summary>Null when a share lies in 0..1; else a sentence.</summary>
    public static string? ShareProblem(double share, string name) =>
        share is >= 0 and <= 1 ? null : $"The {name} is {ScenarioText.Number(share)}: give a share between 0 and 1.";

    // A clock that loses a whole second a second stands still, and one that loses more would run backwards.
    private static string? DriftProblem(double drift) =>
        Math.Abs(drift) < 1_000_000 ? null : $"The drift is {ScenarioText.Number(drift)} ppm: give less than a million.";

    private static string? Absent(Latency? delay) => delay is null ? "The delay is missing: name a distribution." : null;

    private static string? EntryProblem(RequestAction request)
    {
        if (request.Request is null)
            return "The request is missing.";

        return request.Request.Operation.Entry == request.Via
            ? null
            : $"The operation {request.Request.Operation} is not named after {request.Via}, where it enters.";
    }

    private static string? NameProblem(string fault) =>
        string.IsNullOrWhiteSpace(fault) || fault.Length > MaxFaultLength
            ? $"A fault needs a name of 1 to {MaxFaultLength} characters."
            : null;

    private static string? UnknownNode(NodeTable nodes, NodeId node) =>
        nodes.Contains(node) ? null : $"There is no node '{node.Value}' in this cluster: it has {nodes}.";

    private static string? IsDown(World world, NodeId node, string consequence) =>
        world.ProcessOf(node).IsUp ? null : $"{node} is down: {consequence}.";
}
