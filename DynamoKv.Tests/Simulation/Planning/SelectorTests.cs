// Nodes by what they are, and partitions of known shapes.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Simulation.Clients;
using DynamoKv.Engine.Simulation.Logging;
using DynamoKv.Engine.Simulation.Planning;
using DynamoKv.Tests.Simulation.Clients;
using static DynamoKv.Tests.Simulation.Planning.PlannedFaultTests;
using static DynamoKv.Tests.Simulation.Worlds;

namespace DynamoKv.Tests.Simulation.Planning;

public sealed class SelectorTests
{
    private static readonly NodeId A = new("A");

    [Fact]
    public void Replicas_and_fallbacks_follow_the_preference_list()
    {
        using var run = Start(Five);
        var list = run.Ring.PreferenceList(RingPosition.OfKey(Cart), 5);

        Assert.Equal([list[0]], Paused(new NodeSelector.Primary(Cart)));
        Assert.Equal([list[0]], Paused(new NodeSelector.Replica(Cart, 1)));
        Assert.Equal([list[2]], Paused(new NodeSelector.Replica(Cart, 3)));
        Assert.Equal([list[3]], Paused(new NodeSelector.Fallback(Cart, 1)));
        Assert.Equal([list[4]], Paused(new NodeSelector.Fallback(Cart, 2)));
        Assert.Empty(Paused(new NodeSelector.Fallback(Cart, 3)));
    }

    [Fact]
    public void Racks_all_and_all_but_some_are_resolved()
    {
        Assert.Equal(["B", "D"], Names(Paused(new NodeSelector.Rack("west"))));
        Assert.Equal(["A", "B", "C", "D", "E"], Names(Paused(new NodeSelector.All())));
        Assert.Equal(["A", "C"], Names(Paused(new NodeSelector.AllExcept([new NodeSelector.Rack("west"), NodeSelector.Named(new NodeId("E"))]))));
        Assert.Equal(["A", "E"], Names(Paused(NodeSelector.Named(new NodeId("E"), A))));
        Assert.Equal(3, Paused(new NodeSelector.Random(3)).Distinct().Count());
        Assert.Equal(5, Paused(new NodeSelector.Random(9)).Length);
    }

    [Fact]
    public void The_coordinator_of_a_step_is_known_as_soon_as_it_coordinates()
    {
        var stranger = Stranger();
        var step = ClientWorlds.Put("w1", ClientWorlds.At(100)) with { Via = stranger };
        var crash = new PlannedAction.Crash(new NodeSelector.Coordinator("w1"), CrashLoss.Memory);
        using var run = Start(With(new PlannedFault("c1", At(103), crash)) with { Clients = new ClientOptions { Script = [step] } });
        run.RunFor(200);
        var coordinating = run.Log.First(entry => entry.What is TraceEvent.Coordinating);

        Assert.NotEqual(stranger, coordinating.Node);
        Assert.Equal(coordinating.Node, run.Logged<WorldEvent.NodeCrashed>().Single().Node);
    }

    [Fact]
    public void The_log_says_whom_a_selector_meant_and_names_need_no_words()
    {
        using var run = Start(With(
            new PlannedFault("s1", At(10), new PlannedAction.Pause(new NodeSelector.Primary(Cart)), Ms(5)),
            new PlannedFault("s2", At(20), new PlannedAction.Pause(NodeSelector.Named(A)), Ms(5)),
            new PlannedFault("s3", At(30), new PlannedAction.Pause(new NodeSelector.Fallback(Cart, 9)), Ms(5))));
        run.RunFor(100);
        var lines = run.Log.Where(entry => entry.What is WorldEvent.SelectorResolved).Select(LogLine.Format).ToArray();

        Assert.Equal(2, lines.Length);
        Assert.EndsWith(
            $"\"event\":\"SelectorResolved\",\"fault\":\"s1\",\"selector\":\"primary(cart:alice)\",\"nodes\":[\"{run.Replicas()[0]}\"]}}", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("\"nodes\":[]}", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Bits_flip_in_as_many_rows_as_asked()
    {
        using var run = Start(With(new PlannedFault("d1", At(500), new PlannedAction.BitFlip(NodeSelector.Named(A), 2))));
        run.PutMany(20);
        run.RunFor(1000);
        var flipped = run.Logged<WorldEvent.BitFlipped>().ToArray();

        Assert.Equal(2, flipped.Select(one => one.Key).Distinct().Count());
        Assert.All(flipped, one => Assert.Equal(A, one.Node));
    }

    [Theory]
    [InlineData(PartitionShape.Isolate, 8)]
    [InlineData(PartitionShape.Halves, 12)]
    [InlineData(PartitionShape.Majority, 12)]
    [InlineData(PartitionShape.Bridge, 8)]
    [InlineData(PartitionShape.MajoritiesRing, 10)]
    [InlineData(PartitionShape.Asymmetric, 6)]
    public void Each_shape_cuts_the_links_that_it_should(PartitionShape shape, int cutLinks)
    {
        using var run = Start(With(new PlannedFault("p1", At(10), new PlannedAction.ShapedPartition(shape), Ms(100))));
        run.RunUntil(AtMs(50));

        Assert.Equal(cutLinks, CutLinks(run).Length);
        run.RunUntil(AtMs(200));
        Assert.Empty(run.ActiveFaults);
    }

    [Fact]
    public void In_a_ring_of_majorities_each_hears_another_majority()
    {
        using var run = Start(With(new PlannedFault("p1", At(10), new PlannedAction.ShapedPartition(PartitionShape.MajoritiesRing), Ms(100))));
        run.RunUntil(AtMs(50));
        var cut = CutLinks(run);
        var heard = run.Nodes.Select(receiver => string.Join("", run.Nodes.Where(sender => !cut.Contains((sender, receiver))).Order())).ToArray();

        Assert.All(heard, names => Assert.Equal(3, names.Length));
        Assert.Equal(5, heard.Distinct().Count());
        Assert.All(heard.Zip(run.Nodes), one => Assert.Contains(one.Second.Value, one.First, StringComparison.Ordinal));
    }

    [Fact]
    public void The_chosen_node_is_alone_or_the_bridge()
    {
        using var alone = Start(With(new PlannedFault("p1", At(10), new PlannedAction.ShapedPartition(PartitionShape.Isolate, NodeSelector.Named(A)), Ms(100))));
        using var bridge = Start(With(new PlannedFault("p1", At(10), new PlannedAction.ShapedPartition(PartitionShape.Bridge, NodeSelector.Named(A)), Ms(100))));
        alone.RunUntil(AtMs(50));
        bridge.RunUntil(AtMs(50));

        Assert.All(CutLinks(alone), link => Assert.True(link.Sender == A || link.Receiver == A));
        Assert.DoesNotContain(CutLinks(bridge), link => link.Sender == A || link.Receiver == A);
    }

    [Fact]
    public void Swizzle_clog_cuts_nodes_off_one_by_one_and_lets_all_in_again()
    {
        using var run = Start(With(new PlannedFault("z", At(100), new PlannedAction.ShapedPartition(PartitionShape.SwizzleClog), Ms(1000))));
        run.RunFor(3000);
        var begins = run.Log.Where(entry => entry.What is WorldEvent.FaultInjected).ToArray();
        var ends = run.Log.Where(entry => entry.What is WorldEvent.FaultHealed).ToArray();

        Assert.InRange(begins.Length, 2, 4);
        Assert.Equal(begins.Length, begins.Select(one => one.At).Distinct().Count());
        Assert.True(begins[^1].At < ends[0].At);
        Assert.Equal(AtMs(1100), ends[^1].At);
        Assert.Empty(run.ActiveFaults);
    }

    public static TheoryData<PlannedFault, string> Lines => new()
    {
        {
            new PlannedFault("p1", At(12_000), new PlannedAction.Partition([NodeSelector.Named(A, new NodeId("B")), NodeSelector.Named(new NodeId("C"))]), Ms(15_000)),
            "{ id: p1, at: 12s, for: 15s, partition: { groups: [[A, B], [C]] } }"
        },
        {
            new PlannedFault("c1", At(20_000), new PlannedAction.Crash(new NodeSelector.Coordinator("w1"), CrashLoss.Unsynced), Ms(6000)),
            "{ id: c1, at: 20s, for: 6s, crash: { node: \"coordinator(w1)\", lose: unsynced } }"
        },
        {
            new PlannedFault("g1", new FaultStart.On(new EventFilter("hint.stored", Owner: new NodeId("D")), Ms(10)), new PlannedAction.Pause(new NodeSelector.OfEvent()), Ms(2000)),
            "{ id: g1, on: { event: hint.stored, owner: D, nth: 1 }, delay: 10ms, for: 2s, pause: { node: \"event.node\" } }"
        },
        {
            new PlannedFault("n1", new FaultStart.Every(Latency.Exponential(Ms(8000)), AtMs(15_000), AtMs(40_000)), new PlannedAction.Pause(new NodeSelector.Random(1)), Ms(1000)),
            "{ id: n1, every: { dist: exponential, mean: 8s }, between: [15s, 40s], for: 1s, pause: { node: \"random(1)\" } }"
        },
        { new PlannedFault("d2", At(41_000), new PlannedAction.BitFlip(NodeSelector.Named(A))), "{ id: d2, at: 41s, disk: { node: A, bitflip: { keys: 1 } } }" },
        {
            new PlannedFault("r1", At(1000), new PlannedAction.ShapedPartition(PartitionShape.MajoritiesRing), Ms(1000)),
            "{ id: r1, at: 1s, for: 1s, partition: { shape: majorities_ring } }"
        },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_planned_fault_is_a_line_of_the_scenario_language(PlannedFault fault, string line) => Assert.Equal(line, fault.ToScenarioLine());

    public static TheoryData<PlannedFault, string> Nonsense => new()
    {
        { Pausing(new NodeSelector.One(new NodeId("Z"))), "there is no node 'Z'" },
        { Pausing(new NodeSelector.Rack("north")), "there is no node or rack 'north'" },
        { Pausing(new NodeSelector.Replica(Cart, 4)), "the replicas 1 to 3" },
        { Pausing(new NodeSelector.Coordinator("w1")), "the script has no step 'w1'" },
        { Pausing(new NodeSelector.OfEvent()), "event.node means something only" },
        { Pausing(new NodeSelector.AllExcept([new NodeSelector.Random(0)])), "draw at least one node" },
        { Pausing(NodeSelector.Named(A)) with { For = TimeSpan.Zero }, "it lasts no time" },
        { Pausing(NodeSelector.Named(A)) with { Start = new FaultStart.On(new EventFilter("hint.lost")) }, "there is no event 'hint.lost'" },
        { Pausing(NodeSelector.Named(A)) with { Start = new FaultStart.Every(Latency.Constant(TimeSpan.Zero), AtMs(1), AtMs(2)) }, "without a pause" },
        { new PlannedFault("f", At(1), new PlannedAction.BitFlip(NodeSelector.Named(A)), Ms(1)), "it has no end" },
        { new PlannedFault("f", At(1), new PlannedAction.ShapedPartition(PartitionShape.SwizzleClog)), "swizzle_clog needs 'for'" },
        { new PlannedFault("f", At(1), new PlannedAction.ShapedPartition(PartitionShape.Halves, NodeSelector.Named(A))), "only isolate and bridge" },
        { new PlannedFault("f", At(1), new PlannedAction.Partition([NodeSelector.Named(A)])), "at least two groups" },
        { new PlannedFault("", At(1), new PlannedAction.Pause(NodeSelector.Named(A))), "needs a name" },
    };

    [Theory]
    [MemberData(nameof(Nonsense))]
    public void What_makes_no_sense_is_refused_with_a_sentence(PlannedFault fault, string part) =>
        Assert.Contains(part, Assert.Throws<ArgumentException>(() => Start(With(fault))).Message, StringComparison.Ordinal);

    private static PlannedFault Pausing(NodeSelector selector) => new("f", At(10), new PlannedAction.Pause(selector), Ms(5));

    private static ImmutableArray<NodeId> Paused(NodeSelector selector)
    {
        var west = Five.Members.Select(member => member.Id.Value is "B" or "D" ? member with { Rack = "west" } : member);
        using var run = Start(With(Pausing(selector)) with { Members = selector is NodeSelector.Rack or NodeSelector.AllExcept ? [.. west] : Five.Members });
        run.RunFor(12);
        return [.. run.Logged<WorldEvent.NodePaused>().Select(paused => paused.Node)];
    }

    private static NodeId Stranger()
    {
        using var run = Start(Five);
        return run.Nodes.First(node => !run.Replicas().Contains(node));
    }

    private static string[] Names(ImmutableArray<NodeId> nodes) => [.. nodes.Select(node => node.Value).Order(StringComparer.Ordinal)];

    private static (NodeId Sender, NodeId Receiver)[] CutLinks(SimulationRun run) =>
        [.. run.Logged<WorldEvent.FaultInjected>()
            .SelectMany(fault => fault.Barriers)
            .SelectMany(barrier => barrier.Senders.SelectMany(sender => barrier.Receivers.Select(receiver => (sender, receiver))))
            .Distinct()];
}
