// Random storms: what was acknowledged is never lost.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Versioning;
using static DynamoKv.Tests.Simulation.Worlds;

namespace DynamoKv.Tests.Simulation;

public sealed class SwarmTests
{
    private const int Seeds = 200;

    [Fact]
    public void No_acknowledged_write_is_lost_in_two_hundred_storms()
    {
        var acknowledged = 0;
        for (var seed = 1UL; seed <= Seeds; seed++)
        {
            using var run = Start(SwarmScenario.Create(seed));
            run.RunUntil(SwarmScenario.End);
            acknowledged += CheckWrites(run, seed);
        }

        Assert.True(acknowledged > Seeds * 20, $"Only {acknowledged} writes were acknowledged: the storms test nothing.");
    }

    [Fact]
    public void Storms_bring_all_that_can_go_wrong()
    {
        var seen = new HashSet<string>();
        for (var seed = 1UL; seed <= 30; seed++)
        {
            using var run = Start(SwarmScenario.Create(seed));
            run.RunUntil(SwarmScenario.End);
            seen.UnionWith(run.Log.Select(entry => entry.What.GetType().Name));
            seen.UnionWith(run.Logged<WorldEvent.MessageDropped>().Select(one => one.Reason.ToString()));
            seen.UnionWith(run.Logged<WorldEvent.NodeCrashed>().Select(one => one.Loss.ToString()));
            Assert.Empty(run.ActiveFaults);
            Assert.All(run.Scenario.Members, member => Assert.True(run.IsUp(member.Id) && !run.IsPaused(member.Id)));
        }

        string[] expected =
        [
            nameof(WorldEvent.MessageDuplicated), nameof(WorldEvent.NodePaused), nameof(TraceEvent.RepairSent), nameof(TraceEvent.PeerSuspected),
            nameof(TraceEvent.PeerHeardAgain), nameof(TraceEvent.WriteRefused), nameof(TraceEvent.RequestForwarded),
            nameof(DropReason.Loss), nameof(DropReason.Partition), nameof(DropReason.ReceiverDown),
            nameof(CrashLoss.Memory), nameof(CrashLoss.Unsynced), nameof(CrashLoss.Disk),
        ];
        Assert.Superset(expected.ToHashSet(), seen);
    }

    /// <summary>Each acknowledged write is covered by what the nodes hold together, and its value is there or was superseded knowingly.</summary>
    private static int CheckWrites(SimulationRun run, ulong seed)
    {
        var held = MergeRows(run);
        var keys = run.Logged<TraceEvent.RequestEntered>().ToDictionary(one => one.Request.Operation, one => one.Request.Key);
        var count = 0;
        foreach (var response in run.Logged<TraceEvent.ClientAnswered>().Select(one => one.Response))
        {
            if (DotOf(response) is not { } dot)
                continue;

            var versions = held.GetValueOrDefault(keys[response.Operation], SiblingSet.Empty);
            Assert.True(versions.Context.Covers(dot), $"Seed {seed}: {response.Operation} wrote {dot}, and no node has seen it.");
            Assert.True(
                versions.Siblings.Any(one => one.Dot == dot || one.Past.Covers(dot)),
                $"Seed {seed}: {response.Operation} wrote {dot}, and nothing that is left supersedes it.");
            count++;
        }

        return count;
    }

    private static Dictionary<Key, SiblingSet> MergeRows(SimulationRun run)
    {
        var rules = VersionRules.For(run.Scenario.Node.VersionMode);
        var merged = new Dictionary<Key, SiblingSet>();
        foreach (var member in run.Scenario.Members)
        {
            foreach (var (key, versions) in run.Rows(member.Id))
                merged[key] = rules.Merge(merged.GetValueOrDefault(key, SiblingSet.Empty), versions);
        }

        return merged;
    }

    private static Dot? DotOf(ClientResponse response) => response switch
    {
        ClientResponse.Written written => written.Dot,
        ClientResponse.Deleted deleted => deleted.Dot,
        _ => null,
    };
}
