// What buffered writes buy and what they risk (Dynamo 6.1).
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Versioning;
using static DynamoKv.Tests.Simulation.Worlds;

namespace DynamoKv.Tests.Simulation;

public sealed class BufferedWriteStories
{
    private static readonly NodeOptions Buffering = new() { BufferedWrites = new BufferedWriteOptions { FlushEvery = Ms(1000) } };

    [Fact]
    public void Buffered_writes_answer_without_waiting_for_the_disk()
    {
        var slow = Five with
        {
            Disk = new DiskOptions { CommitLatency = Latency.Exponential(Ms(20)) },
            Workload = new WorkloadOptions { Clients = 5, OperationsPerSecond = 20, Keys = [Cart], GetShare = 0.2, Stop = AtMs(120_000) },
        };
        var (without, with) = (PutsOf(slow), PutsOf(slow with { Node = Buffering }));

        GoldenFile.AssertSame("buffered-writes-do-not-wait-for-the-disk",
        [
            "-- A commit takes 20 ms on average. Puts wait for two of three replicas; 20 operations a second for two minutes.",
            $"every replica writes first:  {Words(without)}",
            $"one of three writes first:   {Words(with)}",
        ]);
        Assert.Equal(without.Count, with.Count);
        Assert.True(with.Mean * 3 < without.Mean, $"{with.Mean} against {without.Mean}");
        Assert.True(with.P999 < without.P999, $"{with.P999} against {without.P999}");
    }

    [Fact]
    public void A_crash_loses_exactly_what_was_not_flushed_and_the_durable_replica_still_has_it()
    {
        using var tale = new Tale(FiveWithSlowCommits with { Node = Buffering });
        var (first, second, third) = tale.Replicas;
        tale.Say("Milk is written and, a second later, flushed.");
        tale.Put(first, "milk", wait: 1300);
        tale.Look(first, second, third);
        tale.Say($"Bread follows. {third} was told to write at once; {first} and {second} answer from memory.");
        var bread = (ClientResponse.Written)tale.Put(first, "bread");
        tale.Look(first, second, third);
        tale.Say($"{first} crashes before its next flush.");
        tale.Do(new CrashAction(first, CrashLoss.Memory));
        tale.RunFor(100);
        tale.Look(first, second, third);
        Assert.Equal(["milk"], tale.Run.CartAt(first));
        Assert.Equal(["milk"], tale.Run.CartAt(second));
        Assert.Equal(["bread"], tale.Run.CartAt(third));

        tale.Say($"{first} comes back with milk. A read finds the bread at the others and mends {first}.");
        tale.Do(new RestartAction(first));
        tale.RunFor(100);
        var read = (ClientResponse.Read)tale.Get(first);
        Assert.Equal(bread.Versions, read.Versions);
        tale.Look(first, second, third);
        Assert.Equal(["bread"], tale.Run.CartAt(first));
        tale.AssertGolden("buffered-crash");
    }

    [Fact]
    public void A_lost_row_is_neither_covered_nor_named_again_by_the_next_life()
    {
        using var tale = new Tale(FiveWithSlowCommits with { Node = Buffering });
        var (first, second, third) = tale.Replicas;
        tale.Put(first, "milk", wait: 1300);
        var bread = (ClientResponse.Written)tale.Put(first, "bread");
        tale.Say($"{first} forgets the bread, its own write {bread.Dot}, and writes cheese before anybody tells it.");
        tale.Do(new CrashAction(first, CrashLoss.Memory));
        tale.Do(new RestartAction(first));
        tale.RunFor(50);
        var cheese = (ClientResponse.Written)tale.Put(first, "cheese");
        tale.Look(first, second, third);

        Assert.True(cheese.Dot.Actor.Incarnation > bread.Dot.Actor.Incarnation);
        Assert.False(cheese.NewVersion!.Clock.Covers(bread.Dot));
        tale.Say("Neither had seen the other: a reader gets both.");
        var read = (ClientResponse.Read)tale.Get(third);
        Assert.Equal(["bread", "cheese"], read.Versions.Siblings.Select(one => one.ValueAsText()).Order());
        tale.AssertGolden("buffered-crash-and-a-new-life");
    }

    [Fact]
    public void When_the_disk_is_full_no_more_rows_wait_than_may_and_the_next_write_is_refused()
    {
        using var run = Start(Five with { Node = new NodeOptions { BufferedWrites = new BufferedWriteOptions { FlushEvery = Ms(1000), MaxRows = 1 } } });
        run.RunFor(10);
        var first = run.Replicas()[0];
        run.Apply(new FullDiskAction("full", first));
        run.Put(first);
        run.RunFor(20);
        Assert.IsType<ClientResponse.Written>(run.TakeResponses().Single());
        run.RunFor(3000);
        Assert.Equal(1, run.Inspect(first)!.BufferedRows);
        Assert.All(run.Logged<TraceEvent.RowsFlushed>().Where(one => one.Keys.IsEmpty), one => Assert.Equal(1, one.Waiting));

        var other = Enumerable.Range(0, 100).Select(i => Key.Of($"k{i}"))
            .First(key => run.Ring.PreferenceList(RingPosition.OfKey(key), 3)[0] == first);
        var id = run.NextOperation(first);
        run.Apply(new RequestAction(first, new ClientRequest.Put(id, other, RequestOptions.None, WriteContent.Text("tea"), null, false)));
        run.RunFor(20);
        Assert.IsType<ClientResponse.QuorumMissed>(run.TakeResponses().Single());

        run.Apply(new HealAction("full"));
        run.RunFor(1100);
        Assert.Equal(0, run.Inspect(first)!.BufferedRows);
        Assert.Equal(["milk"], run.CartAt(first));
    }

    [Fact]
    public void With_buffered_writes_off_nothing_ever_waits_in_memory()
    {
        using var tale = new Tale(FiveWithSlowCommits);
        tale.Put(tale.Replicas.First, "milk");

        Assert.DoesNotContain(tale.Run.Logged<TraceEvent.VersionsStored>(), stored => stored.IsBuffered);
        Assert.Empty(tale.Run.Logged<TraceEvent.RowsFlushed>());
    }

    private static LatencySummary PutsOf(Scenario scenario)
    {
        using var run = Start(scenario, new RunOptions { IsTracing = false });
        run.RunUntil(AtMs(125_000));
        Assert.Equal(run.Workload.Asked, run.Workload.Reads + run.Workload.Writes);
        return run.Latencies.Puts;
    }

    internal static string Words(LatencySummary of) => FormattableString.Invariant(
        $"mean {of.Mean.TotalMilliseconds:0.0} ms, p50 {of.P50.TotalMilliseconds:0.0} ms, p99 {of.P99.TotalMilliseconds:0.0} ms, p99.9 {of.P999.TotalMilliseconds:0.0} ms");
}
