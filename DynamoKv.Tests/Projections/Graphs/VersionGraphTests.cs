// The graph of a key's versions against a slow second way, and figure 3 of the paper.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Projections.Graphs;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Versioning;
using DynamoKv.Tests.Simulation;

namespace DynamoKv.Tests.Projections.Graphs;

public sealed class VersionGraphTests
{
    [Fact]
    public void The_graph_is_what_the_slow_way_finds_at_200_moments_of_stormy_runs()
    {
        var (lost, siblings, tombstones) = (0, 0, 0);
        for (var seed = 1UL; seed <= 5; seed++)
        {
            using var run = Worlds.Start(SwarmScenario.Create(seed));
            run.RunUntil(SwarmScenario.End);
            var random = new DeterministicRandom(seed).Stream("moments");
            var keys = run.Logged<TraceEvent.VersionsStored>().Select(stored => stored.Key).Distinct().ToArray();
            foreach (var cursor in Enumerable.Range(0, 40).Select(_ => random.NextInt32(run.Log.Count + 1)).Order())
            {
                var graph = AssertSame(run, cursor, keys[random.NextInt32(keys.Length)], seed);
                lost += graph.Lost.Count();
                siblings += graph.Current.Count() > 1 ? 1 : 0;
                tombstones += graph.Versions.Count(version => version.Written.Version.IsTombstone);
            }
        }

        Assert.True(lost > 0 && siblings > 0 && tombstones > 0, $"The storms were too calm: {lost} lost, {siblings} siblings, {tombstones} tombstones.");
    }

    [Fact]
    public void Figure_three_reads_as_in_the_paper_when_a_run_does_it()
    {
        using var figure = new FigureThreeRun();
        var graph = figure.Graph;
        Assert.Equal(
            ["[(Sx,1)]", "[(Sx,2)]", "[(Sx,2),(Sy,1)]", "[(Sx,2),(Sz,1)]", "[(Sx,3),(Sy,1),(Sz,1)]"],
            graph.Versions.Select(version => version.Written.Version.Clock.ToString()));
        Assert.Equal(
            ["", "1", "2", "2", "3 4"],
            graph.Versions.Select(version => string.Join(' ', version.Parents.Select(parent => graph.Find(parent)!.Written.Ordinal))));
        Assert.Equal([5], graph.Current.Select(version => version.Written.Ordinal));
        Assert.Equal([3], graph.Lost.Select(version => version.Written.Ordinal));
    }

    [Fact]
    public void Two_clocks_are_compared_entry_by_entry_and_the_verdict_is_by_who_saw_whom()
    {
        using var figure = new FigureThreeRun();
        var versions = figure.Graph.Versions.Select(version => version.Written).ToArray();
        var side = ClockComparison.Of(versions[2], versions[3]);
        Assert.Equal([new ClockRow("Sx", 2, 2), new ClockRow("Sy", 1, 0), new ClockRow("Sz", 0, 1)], side.Rows);
        Assert.Equal(ClockRelation.Concurrent, side.ByWrite);
        Assert.Equal(ClockRelation.Before, ClockComparison.Of(versions[1], versions[3]).ByWrite);
        Assert.Equal(ClockRelation.After, ClockComparison.Of(versions[4], versions[3]).ByWrite);
        Assert.Equal(ClockRelation.Equal, ClockComparison.Of(versions[4], versions[4]).ByWrite);
        Assert.False(side.IsMisleading);
    }

    [Fact]
    public void Two_unseen_writes_through_one_node_look_ordered_by_clock_and_are_not()
    {
        var node = new VersionActor(new NodeId("A"), 1);
        var (one, two) = (Write(node, 1), Write(node, 2));
        var comparison = ClockComparison.Of(one, two);
        Assert.Equal((ClockRelation.Before, ClockRelation.Concurrent), (comparison.ByClock, comparison.ByWrite));
        Assert.True(comparison.IsMisleading);
    }

    [Fact]
    public void With_last_write_wins_the_survivor_is_the_one_write_that_is_not_lost()
    {
        var rules = VersionRules.For(VersionMode.LastWriteWins);
        using var figure = new FigureThreeRun();
        var siblings = figure.Graph.Versions.Where(version => version.Written.Ordinal is 3 or 4).Select(version => version.Written.Version).ToArray();
        var survivor = rules.Merge(SiblingSet.Of([siblings[0]]), SiblingSet.Of([siblings[1]])).Siblings.Single();
        Assert.Equal(figure.Graph.Lost.Single().LostTo, survivor.Dot);
    }

    private static WrittenVersion Write(VersionActor actor, long counter) => new(
        (int)counter, new Sibling(new Dot(actor, counter), VectorClock.Empty, WriteContent.Text("x").Value, WriteContent.TextContentType, Instant.Zero, false), counter);

    private static VersionGraph AssertSame(SimulationRun run, int cursor, Key key, ulong seed)
    {
        var log = run.Log.Take(cursor).ToArray();
        var snapshot = log.Aggregate(ClusterSnapshot.Before(run.Ring.Members.Select(member => member.Id)), (before, entry) => before.Apply(entry));
        var history = log.Aggregate(new VersionHistory(key), (before, entry) => before.Apply(entry));
        Assert.Equal(history.Versions, new VersionHistory(key).Apply(log).Versions);
        var graph = VersionGraph.Of(history, snapshot, VersionMode.Dotted);
        var where = $"seed {seed}, event {cursor}, key {key}";
        Assert.True(DumbVersions.Writes(log, key).SequenceEqual(history.Versions.Select(version => (version.Dot, version.EventNumber))), where);
        Assert.True(DumbVersions.Current(snapshot, key).SequenceEqual(graph.Current.Select(version => version.Written.Dot).Order()), where);
        WrittenVersion[] all = [.. graph.Versions.Select(version => version.Written)];
        foreach (var version in graph.Versions)
        {
            Assert.True(DumbVersions.Parents(version.Written, all).SequenceEqual(version.Parents.Order()), $"{where}, parents of {version.Written.Dot}");
            Assert.True(
                DumbVersions.Holders(snapshot, key, version.Written.Dot)
                    .SequenceEqual(version.Holders.Select(holder => $"{holder.Node} {holder.Place} {holder.Target}")),
                $"{where}, holders of {version.Written.Dot}");
            Assert.True(DumbVersions.LostTo(version.Written, all) == version.LostTo, $"{where}, {version.Written.Dot} lost");
        }

        return graph;
    }
}
