// What clocks do to versions: wrong ones, plain ones, truncated ones.
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Versioning;
using static DynamoKv.Tests.Simulation.Worlds;

namespace DynamoKv.Tests.Simulation;

public sealed class ClockStories
{
    [Fact]
    public void Last_write_wins_loses_a_later_write_to_a_clock_that_lags()
    {
        using var tale = new Tale(Five with { Node = new NodeOptions { VersionMode = VersionMode.LastWriteWins } });
        var (first, second, third) = tale.Replicas;
        tale.Say($"The clock of {second} stands still from now on, five seconds behind.");
        tale.Do(new ClockAction("lag", second, TimeSpan.FromSeconds(-5)));
        tale.RunFor(900);
        tale.Put(first, "milk");
        tale.RunFor(1000);
        tale.Say($"More than a second after the milk was saved, a client saves bread through {second}, and hears that it is.");
        Assert.IsType<ClientResponse.Written>(tale.Put(second, "bread"));
        tale.Say("Nobody will ever read it: by its time it is older than the milk.");
        var read = (ClientResponse.Read)tale.Get(third);
        tale.Look(first, second, third);

        Assert.Equal("milk", Assert.Single(read.Versions.Siblings).ValueAsText());
        tale.AssertGolden("last-write-wins-and-a-clock-that-lags");
    }

    [Fact]
    public void Dotted_versions_do_not_care_what_the_clock_says()
    {
        using var tale = new Tale(Five);
        var (first, second, third) = tale.Replicas;
        tale.Do(new ClockAction("lag", second, TimeSpan.FromSeconds(-5)));
        tale.RunFor(900);
        tale.Put(first, "milk");
        tale.RunFor(1000);
        tale.Put(second, "bread");

        Assert.Equal("bread", Assert.Single(((ClientResponse.Read)tale.Get(third)).Versions.Siblings).ValueAsText());
    }

    [Fact]
    public void Truncation_of_plain_clocks_makes_false_siblings()
    {
        using var tale = new Tale(Five with { Node = new NodeOptions { VersionMode = VersionMode.VectorClock, ReadRepair = ReadRepairMode.Off } });
        var (first, second, third) = tale.Replicas;
        CausalContext? context = null;
        tale.Say($"One client writes the cart nine times, each with the context of the last; {first} starts anew between.");
        for (var write = 1; write <= 9; write++)
        {
            context = ((ClientResponse.Written)tale.Put(first, $"v{write}", context)).Context;
            tale.Do(new CrashAction(first, CrashLoss.Memory));
            tale.Do(new RestartAction(first));
            tale.RunFor(20);
        }

        tale.Look(third);
        tale.Say($"{third} does not hear the tenth, which has seen the ninth. Its clock has ten pairs, so the oldest is dropped.");
        tale.Do(new PartitionAction("apart", [[first, second], [third]]));
        tale.Put(first, "v10", context);
        tale.Do(new HealAction("apart"));
        tale.RunFor(3000);
        tale.Look(first, third);
        tale.Say("By their clocks neither has seen the other: the client gets two siblings where there was no conflict.");
        var read = (ClientResponse.Read)tale.Get(third, new RequestOptions(Read: 3));

        Assert.Equal(["v10", "v9"], read.Versions.Siblings.Select(one => one.ValueAsText()).Order(StringComparer.Ordinal));
        tale.AssertGolden("truncation-makes-false-siblings");
    }

    [Fact]
    public void Plain_clocks_let_siblings_explode_where_dotted_versions_stay_at_two()
    {
        var (plain, dotted) = (SiblingsOfTwoWriters(VersionMode.VectorClock), SiblingsOfTwoWriters(VersionMode.Dotted));

        GoldenFile.AssertSame("sibling-explosion",
        [
            "-- Two clients save the cart in turn through one coordinator. Each reads right after its own save and saves with that context.",
            "-- So each has seen all but the other's newest save: two siblings are the truth.",
            .. plain.Zip(dotted, (a, b) => (a, b)).Select((row, at) => $"after save {at + 1,2}: {row.a,2} under plain clocks, {row.b} under dotted versions"),
        ]);
        Assert.All(dotted, count => Assert.InRange(count, 1, 2));
        Assert.True(plain[^1] >= 10, $"{plain[^1]} siblings");
    }

    [Fact]
    public void A_lost_disk_does_not_make_a_node_reuse_its_causal_history()
    {
        using var tale = new Tale(Five);
        var (first, second, third) = tale.Replicas;
        tale.Say($"{first} coordinates milk and then bread: its first two dots.");
        var milk = (ClientResponse.Written)tale.Put(first, "milk");
        var bread = (ClientResponse.Written)tale.Put(first, "bread", milk.Context);
        tale.Say($"{first} loses its disk and with it the memory of having written anything.");
        tale.Do(new CrashAction(first, CrashLoss.Disk));
        tale.RunFor(100);
        tale.Do(new RestartAction(first));
        tale.RunFor(100);
        tale.Say("It writes cheese, blind. Had it counted on as if nothing were, this were its first dot again, which bread has seen: cheese would vanish.");
        var cheese = (ClientResponse.Written)tale.Put(first, "cheese");
        tale.Look(first, second, third);
        var read = (ClientResponse.Read)tale.Get(third);

        Assert.Equal((1L, 1L), (milk.Dot.Counter, cheese.Dot.Counter));
        Assert.True(cheese.Dot.Actor.Incarnation > milk.Dot.Actor.Incarnation);
        Assert.False(bread.NewVersion!.Clock.Covers(cheese.Dot));
        Assert.Equal(["bread", "cheese"], read.Versions.Siblings.Select(one => one.ValueAsText()).Order());
        tale.AssertGolden("lost-disk-and-causal-history");
    }

    private static int[] SiblingsOfTwoWriters(VersionMode mode)
    {
        using var tale = new Tale(Five with { Node = new NodeOptions { VersionMode = mode } });
        var contexts = new CausalContext?[2];
        var counts = new int[12];
        for (var save = 0; save < counts.Length; save++)
        {
            var context = contexts[save % 2] ?? new CausalContext(VectorClock.Empty, null);
            var written = (ClientResponse.Written)tale.Put(tale.Replicas.First, $"v{save + 1}", context);
            contexts[save % 2] = ((ClientResponse.Read)tale.Get(tale.Replicas.First)).Context;
            counts[save] = written.Versions.LiveCount;
        }

        return counts;
    }
}
