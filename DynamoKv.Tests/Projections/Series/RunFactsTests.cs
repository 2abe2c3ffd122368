// What plots have to know, against a slow second way.
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Projections.Series;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Versioning;
using DynamoKv.Tests.Simulation;

namespace DynamoKv.Tests.Projections.Series;

public sealed class RunFactsTests
{
    [Fact]
    public void Reads_that_missed_an_acknowledged_write_are_found_as_the_slow_way_finds_them()
    {
        var stale = 0;
        for (var seed = 1UL; seed <= 12; seed++)
        {
            using var run = Worlds.Start(SwarmScenario.Create(seed));
            run.RunUntil(SwarmScenario.End);
            var facts = new RunFacts(VersionMode.Dotted).Add(run.Log);
            foreach (var fact in facts.Operations.Where(fact => fact.IsStale is not null))
            {
                Assert.True(IsStale(run.Log, fact) == fact.IsStale, $"seed {seed}, {fact.Operation}");
                stale += fact.IsStale == true ? 1 : 0;
            }
        }

        Assert.NotEqual(0, stale);
    }

    [Fact]
    public void What_is_counted_is_what_the_disks_hold()
    {
        using var run = Worlds.Start(SwarmScenario.Create(3));
        run.RunUntil(SwarmScenario.Calm);
        var snapshot = run.Log.Aggregate(ClusterSnapshot.Before(run.Ring.Members.Select(member => member.Id)), (before, entry) => before.Apply(entry));
        var gauges = ClusterGauges.Of(snapshot, new Placement(run.Ring, null, 0), 3);
        var keys = snapshot.Nodes.Values.SelectMany(node => node.Rows.Keys).Distinct().ToArray();
        Assert.Equal(
            keys.Count(key => run.Ring.PreferenceList(RingPosition.OfKey(key), 3).Select(node => snapshot.Nodes[node].Rows.GetValueOrDefault(key)?.Digest ?? 0).Distinct().Count() > 1),
            gauges.Divergent);
        Assert.Equal(keys.Count(key => snapshot.Nodes.Values.Any(node => node.Rows.GetValueOrDefault(key)?.Count > 1)), gauges.WithSiblings);
        Assert.Equal(snapshot.Nodes.Values.Sum(node => node.HintCount), gauges.Hints);
    }

    private static bool IsStale(IReadOnlyList<LogEntry> log, OperationFact fact)
    {
        var read = log.Select(entry => entry.What).OfType<TraceEvent.ClientAnswered>().Select(answered => answered.Response)
            .OfType<ClientResponse.Read>().Single(answer => answer.Operation == fact.Operation);
        var key = log.Select(entry => entry.What).OfType<TraceEvent.RequestEntered>().First(entered => entered.Request.Operation == fact.Operation).Request.Key;
        var keys = log.Select(entry => entry.What).OfType<TraceEvent.RequestEntered>().ToDictionary(entered => entered.Request.Operation, entered => entered.Request.Key);
        return log.TakeWhile(entry => entry.At <= fact.EnteredAt).Select(entry => entry.What).OfType<TraceEvent.ClientAnswered>().Select(answered => answered.Response)
            .OfType<ClientResponse.Stored>().Where(stored => stored.NewVersion is not null && keys.GetValueOrDefault(stored.Operation) == key)
            .Any(stored => !read.Versions.Context.Covers(stored.Dot) && !(stored.NewVersion!.IsTombstone && read.Versions.IsEmpty));
    }
}
