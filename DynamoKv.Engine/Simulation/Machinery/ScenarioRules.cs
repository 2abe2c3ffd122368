// Which scenarios can be run.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Simulation.Planning;

namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>Refuses a scenario that can't be run, whole and before anything of it is done.</summary>
internal static class ScenarioRules
{
    private const int MaxMembers = 1000;

    /// <summary>Null when it can be run; else one sentence that names the place.</summary>
    public static string? Problem(Scenario scenario) =>
        MemberProblem(scenario)
        ?? Prefixed("node.quorum", scenario.Node.Quorum.Problem())
        ?? NetworkProblem(scenario.Network)
        ?? (scenario.Disk.MaxBatch < 1 ? $"disk.max_batch is {scenario.Disk.MaxBatch}: give at least 1." : null)
        ?? (scenario.Workload is { } workload ? WorkloadProblem(workload) : null)
        ?? (scenario.Workload is not null && scenario.Clients is not null ? "clients: a scenario has a workload or named clients, not both." : null)
        ?? LinkProblem(scenario)
        ?? TimelineProblem(scenario)
        ?? HandProblem(scenario)
        ?? Prefixed("clients", scenario.Clients is { } clients ? ClientRules.Problem(clients, WithThoseThatCome(scenario)) : null)
        ?? PlanRules.Problem(scenario, WithThoseThatCome(scenario));

    private static string? MemberProblem(Scenario scenario)
    {
        if (scenario.Members.IsDefaultOrEmpty || scenario.Members.Length > MaxMembers)
            return $"members: a cluster has 1 to {MaxMembers} nodes.";

        var seen = new HashSet<NodeId>();
        foreach (var member in scenario.Members)
        {
            if (!seen.Add(member.Id))
                return $"members: {member.Id} stands there twice.";
        }

        return null;
    }

    private static string? NetworkProblem(NetworkOptions network) =>
        Prefixed("network", ActionRules.ShareProblem(network.Loss, "loss") ?? ActionRules.ShareProblem(network.Duplicate, "duplicate"));

    private static string? WorkloadProblem(WorkloadOptions workload)
    {
        if (workload.Clients < 1)
            return $"workload.clients is {workload.Clients}: give at least 1.";
        if (!(workload.OperationsPerSecond > 0) || workload.OperationsPerSecond > WorkloadClients.MaxRate)
            return RateProblem(workload.OperationsPerSecond);
        if (workload.Keys.IsDefaultOrEmpty)
            return "workload.keys is empty: name at least one key.";

        return Prefixed("workload", ActionRules.ShareProblem(workload.GetShare, "share of gets")
            ?? ActionRules.ShareProblem(workload.DeleteShare, "share of deletes")
            ?? ActionRules.ShareProblem(workload.GetShare + workload.DeleteShare, "share of gets and deletes together"));
    }

    private static string RateProblem(double rate) =>
        $"workload.rate is {ScenarioText.Number(rate)}: give a number above 0 and at most {WorkloadClients.MaxRate} operations a second.";

    private static string? LinkProblem(Scenario scenario)
    {
        var nodes = new NodeTable(scenario.Members);
        foreach (var link in scenario.Network.Links)
        {
            if (!nodes.Contains(link.Sender) || !nodes.Contains(link.Receiver))
                return $"network.links: there is no link from '{link.Sender}' to '{link.Receiver}' in this cluster.";
            if (link.Sender == link.Receiver)
                return $"network.links: {link.Sender} has no link to itself.";
        }

        return null;
    }

    private static string? TimelineProblem(Scenario scenario)
    {
        var nodes = WithThoseThatCome(scenario);
        for (var index = 0; index < scenario.Timeline.Length; index++)
        {
            var (at, action) = scenario.Timeline[index];
            var problem = at < Instant.Zero ? "it lies before the run begins." : ActionRules.ProblemAnyTime(action, nodes);
            if (problem is not null)
                return $"timeline[{index}] at {at} s: {problem}";
        }

        return null;
    }

    private static string? HandProblem(Scenario scenario)
    {
        var nodes = WithThoseThatCome(scenario);
        var before = Instant.Zero;
        for (var index = 0; index < scenario.ByHand.Length; index++)
        {
            var (at, _, action) = scenario.ByHand[index];
            var problem = at < before ? "it lies before the line above it: put the lines in the order of their times." : ActionRules.ProblemAnyTime(action, nodes);
            if (problem is not null)
                return $"by_hand: line {index + 1}, at {at} s: {problem}";

            before = at;
        }

        return null;
    }

    private static NodeTable WithThoseThatCome(Scenario scenario)
    {
        var nodes = new NodeTable(scenario.Members);
        var planned = scenario.Faults.Select(fault => fault.What).OfType<PlannedAction.Do>().Select(one => one.Action);
        foreach (var action in scenario.Timeline.Select(timed => timed.Action).Concat(planned).Concat(scenario.ByHand.Select(line => line.Action)))
        {
            var coming = action is JoinAction join ? join.Node : action is StartNodeAction start ? start.Node : default;
            if (coming != default && !nodes.Contains(coming))
                nodes.Add(coming);
        }

        return nodes;
    }

    private static string? Prefixed(string place, string? problem) => problem is null ? null : $"{place}: {problem}";
}
