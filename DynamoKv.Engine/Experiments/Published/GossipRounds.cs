// In how many rounds everybody has heard.
using System.Collections.Immutable;
using DynamoKv.Engine.Experiments.Plans;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Engine.Experiments.Published;

/// <summary>
/// In how many periods of gossip everybody has heard of something new (Dynamo 4.8). What is new is a node's heartbeat,
/// as in a real cluster.
/// </summary>
/// <param name="rumors">How many are followed at each size.</param>
/// <param name="largest">The most nodes: 10, 100 or 1,000.</param>
public sealed class GossipRounds(int rumors, int largest) : PublishedExperiment
{
    private const int PartRumors = 20;
    private const int LargeRumors = 4; // of a thousand nodes, whose gossip takes long to compute
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    private static readonly ImmutableArray<(int Nodes, string Published)> Sizes = [(10, "3.4"), (100, "6.5"), (1000, "9.2")];

    /// <inheritdoc/>
    public override string Name => "gossip-rounds";

    /// <inheritdoc/>
    public override string Title => "Gossip: until everybody has heard";

    /// <inheritdoc/>
    public override string Claim =>
        "Push-pull gossip reaches all of 10, 100 and 1,000 nodes in 3.4, 6.5 and 9.2 rounds when all meet at the same moment; nodes that meet each at their own moment need fewer periods.";

    /// <inheritdoc/>
    public override string Source =>
        "Rounds in step: independent simulation. Periods out of step: a plain simulation beside the nodes";

    /// <inheritdoc/>
    protected override IEnumerable<(string Case, ulong Seed, int Trials)> Plan() =>
        Sizes.Where(size => size.Nodes <= largest).SelectMany(size => size.Nodes < 1000
            ? Cut(NameOf(size.Nodes), 1, rumors, PartRumors)
            : Cut(NameOf(size.Nodes), 1, Math.Min(rumors, 10 * LargeRumors), LargeRumors));

    /// <inheritdoc/>
    protected override void Measure(ExperimentPart part, Figures figures, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(figures);
        var nodes = Sizes.Single(size => NameOf(size.Nodes) == part.Case).Nodes;
        using var run = new SimulationRun(ScenarioOf(nodes, part.Seed), new MemoryStoreFactory(), new RunOptions { IsTracing = false });
        var chance = new DeterministicRandom(part.Seed).Stream("whose heartbeat");
        run.RunUntil(run.Now + Rest);
        for (var rumor = 0; rumor < part.Trials; rumor++)
        {
            run.RunUntil(run.Now + (Period * (1 + chance.NextDouble())));
            figures.Add(part.Case, PeriodsUntilAllKnow(run, run.Nodes[chance.NextInt32(nodes)], stop));
        }
    }

    /// <inheritdoc/>
    protected override IEnumerable<ResultRow> Rows(Figures figures) =>
        Sizes.Where(size => Parts.Any(part => part.Case == NameOf(size.Nodes))).Select(size => ResultText.Of(
        $"{NameOf(size.Nodes)}: periods until all know", size.Published, GossipModel.MeanPeriods(size.Nodes, size.Nodes < 1000 ? 4000 : 400), figures.MeanOf(NameOf(size.Nodes))));

    private static double PeriodsUntilAllKnow(SimulationRun run, NodeId source, CancellationToken stop)
    {
        var heartbeat = HeartbeatOf(run, source, source) + 1;
        while (HeartbeatOf(run, source, source) < heartbeat)
            run.RunUntil(run.Now + Slice);

        var began = run.Now; // within the last slice, as the end is
        List<NodeId> unknowing = [.. run.Nodes.Where(node => node != source)];
        while (unknowing.Count > 0)
        {
            stop.ThrowIfCancellationRequested();
            run.RunUntil(run.Now + Slice);
            for (var last = unknowing.Count - 1; last >= 0; last--)
            {
                if (HeartbeatOf(run, unknowing[last], source) < heartbeat)
                    break; // one who does not know is enough

                unknowing.RemoveAt(last);
            }
        }

        return (run.Now - began) / Period;
    }

    private static long HeartbeatOf(SimulationRun run, NodeId at, NodeId of) =>
        run.Inspect(at)!.Membership.Members.First(member => member.Record.Id == of).Heartbeat;

    private static Scenario ScenarioOf(int nodes, ulong seed) => new()
    {
        Name = "gossip",
        Seed = seed,
        Members = [.. Enumerable.Range(1, nodes).Select(number => new RingMember(new NodeId($"node-{number}"), 1))],
        Node = new NodeOptions { Gossip = new GossipOptions { Every = Period } },
    };

    private static string NameOf(int nodes) => $"{nodes} nodes";
}
