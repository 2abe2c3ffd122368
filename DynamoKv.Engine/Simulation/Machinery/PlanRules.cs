// Which planned faults make sense.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Simulation.Planning;

namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>Finds what is wrong with planned faults before a run begins. Null: nothing; else one sentence that names the fault.</summary>
internal static class PlanRules
{
    private const int MaxFaults = 10_000;

    /// <summary>What is wrong.</summary>
    public static string? Problem(Scenario scenario, NodeTable nodes)
    {
        if (scenario.CalmAt is { } calm && calm < Instant.Zero)
            return "The calm lies before the run begins.";
        if (scenario.Faults.Length > MaxFaults)
            return $"faults: there are {scenario.Faults.Length:N0}: give at most {MaxFaults:N0}.";

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var fault in scenario.Faults)
        {
            var problem = NameProblem(fault.Id)
                ?? (names.Add(fault.Id) ? null : "another fault has this name too.")
                ?? DurationProblem(fault)
                ?? StartProblem(fault.Start, nodes)
                ?? ActionProblem(fault.What, nodes)
                ?? fault.What.Selectors.Select(selector => SelectorProblem(selector, fault, scenario, nodes)).FirstOrDefault(one => one is not null);
            if (problem is not null)
                return $"faults: {fault.Id}: {problem}";
        }

        return null;
    }

    private static string? NameProblem(string id) =>
        string.IsNullOrWhiteSpace(id) || id.Length > PlannedFault.MaxIdLength
            ? $"a planned fault needs a name of 1 to {PlannedFault.MaxIdLength} characters."
            : null;

    private static string? DurationProblem(PlannedFault fault) => fault switch
    {
        { For: { } lasting } when lasting <= TimeSpan.Zero => "it lasts no time: give 'for' more than zero, or leave it out.",
        { For: not null, What.Lasts: false } => "it has no end: leave 'for' out.",
        { For: null, What: PlannedAction.ShapedPartition { Shape: PartitionShape.SwizzleClog } } => "swizzle_clog needs 'for': say how long it lasts.",
        _ => null,
    };

    private static string? StartProblem(FaultStart start, NodeTable nodes) => start switch
    {
        FaultStart.At at => at.Time < Instant.Zero ? "it lies before the run begins." : null,
        FaultStart.On on => FilterProblem(on.Event, nodes) ?? (on.Delay < TimeSpan.Zero ? "its delay is negative." : null),
        FaultStart.Every every => every.Gap is null || every.Gap.IsZero ? "it comes without a pause: give the gap a distribution above zero."
            : every.From < Instant.Zero || every.To <= every.From ? "'between' needs a beginning and a later end."
            : null,
        _ => "nobody says when it begins.",
    };

    private static string? FilterProblem(EventFilter filter, NodeTable nodes) =>
        EventKind.Find(filter.Kind) is null ? $"there is no event '{filter.Kind}'."
        : filter.Nth < 1 ? $"nth is {filter.Nth}: give 1 or more."
        : (filter.Node is { } node ? UnknownNode(node, nodes) : null) ?? (filter.Owner is { } owner ? UnknownNode(owner, nodes) : null);

    private static string? ActionProblem(PlannedAction action, NodeTable nodes) => action switch
    {
        PlannedAction.Crash crash when !Enum.IsDefined(crash.Loss) => $"a crash can't lose '{crash.Loss}'.",
        PlannedAction.Partition { Groups: { IsDefault: true } or { Length: < 2 } } => "a partition needs at least two groups of nodes.",
        PlannedAction.ShapedPartition shaped when !Enum.IsDefined(shaped.Shape) => $"there is no shape '{shaped.Shape}'.",
        PlannedAction.ShapedPartition { Node: not null, Shape: not (PartitionShape.Isolate or PartitionShape.Bridge) } =>
            "only isolate and bridge take a node.",
        PlannedAction.Link link => link.Delay is null ? "the delay is missing: name a distribution."
            : ActionRules.ShareProblem(link.Loss, "loss") ?? ActionRules.ShareProblem(link.Duplicate, "duplicate"),
        PlannedAction.SlowDisk { Delay: null } => "the delay is missing: name a distribution.",
        PlannedAction.BitFlip { Rows: < 1 } => "a bit flips in at least one row.",
        PlannedAction.Do plain => ActionRules.ProblemAnyTime(plain.Action, nodes),
        _ => null,
    };

    private static string? SelectorProblem(NodeSelector selector, PlannedFault fault, Scenario scenario, NodeTable nodes) => selector switch
    {
        NodeSelector.One one => UnknownNode(one.Node, nodes),
        NodeSelector.Rack rack => scenario.Members.Any(member => member.Rack == rack.Name) ? null : $"there is no node or rack '{rack.Name}'.",
        NodeSelector.Replica replica => replica.Index >= 1 && replica.Index <= scenario.Node.Quorum.N ? null
            : $"{replica}: a key has the replicas 1 to {scenario.Node.Quorum.N}.",
        NodeSelector.Fallback { Index: < 1 } fallback => $"{fallback}: fallbacks count from 1.",
        NodeSelector.Coordinator coordinator => scenario.Clients?.Script.Any(step => step.Id == coordinator.Step) == true ? null
            : $"{coordinator}: the script has no step '{coordinator.Step}'.",
        NodeSelector.Random { Count: < 1 } random => $"{random}: draw at least one node.",
        NodeSelector.OfEvent => fault.Start is FaultStart.On ? null : "event.node means something only in a fault that waits for an event ('on').",
        NodeSelector.AllExcept except => except.Others.Select(one => SelectorProblem(one, fault, scenario, nodes)).FirstOrDefault(one => one is not null),
        NodeSelector.Several several => several.Parts.IsDefaultOrEmpty ? "a list of nodes is empty: name at least one."
            : several.Parts.Select(one => SelectorProblem(one, fault, scenario, nodes)).FirstOrDefault(one => one is not null),
        null => "a node is missing: name one.",
        _ => null,
    };

    private static string? UnknownNode(NodeId node, NodeTable nodes) =>
        nodes.Contains(node) ? null : $"there is no node '{node.Value}' in this cluster: it has {nodes}.";
}
