// Figure 8: the three ways to cut the ring.
using System.Collections.Immutable;
using DynamoKv.Engine.Experiments.Plans;
using DynamoKv.Engine.Experiments.Statistics;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Scenarios.Reports;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Experiments.Published;

/// <summary>
/// How evenly the three partition strategies spread load over 30 nodes (Dynamo 6.2, figure 8). Keys are put through the
/// nodes, and the load of a
/// node is the rows that its disk then holds. The metadata of a strategy is what a node has to know: its tokens and its
/// partitions.
/// </summary>
/// <param name="repeats">Clusters of each strategy and size; each has names, and so tokens, of its own.</param>
/// <param name="keys">Keys that are put.</param>
public sealed class PartitionStrategies(int repeats, int keys) : PublishedExperiment
{
    private const int Nodes = 30;

    private static readonly ImmutableArray<int> Metadata = [300, 960, 3840];
    private static readonly ImmutableArray<PartitionStrategy> Strategies = [.. Enum.GetValues<PartitionStrategy>()];

    /// <inheritdoc/>
    public override string Name => "partition-strategies";

    /// <inheritdoc/>
    public override string Title => "Load over the three partition strategies";

    /// <inheritdoc/>
    public override string Claim => "With as much metadata, strategy 3 has the best load balancing efficiency (mean load by the highest load) and strategy 2 the worst; S = 30, N = 3.";

    /// <inheritdoc/>
    public override string Source => "DeCandia et al., SOSP 2007, section 6.2, figure 8 (it prints no numbers)";

    /// <inheritdoc/>
    protected override IEnumerable<(string Case, ulong Seed, int Trials)> Plan() =>
        from size in Metadata
        from strategy in Strategies
        from seed in Enumerable.Range(1, repeats)
        select (NameOf(size, strategy), (ulong)seed, keys);

    /// <inheritdoc/>
    protected override void Measure(ExperimentPart part, Figures figures, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(figures);
        var (size, strategy) = (from one in Metadata from other in Strategies where NameOf(one, other) == part.Case select (one, other)).Single();
        using var run = new SimulationRun(ScenarioOf(size, strategy, part.Seed), new MemoryStoreFactory(), new RunOptions { IsTracing = false });
        for (var number = 0; number < part.Trials; number++)
        {
            stop.ThrowIfCancellationRequested();
            var via = run.Nodes[number % Nodes];
            run.Apply(new RequestAction(via, new ClientRequest.Put(
                run.NextOperation(via), Key.Of($"key-{number}"), RequestOptions.None, WriteContent.Text("v"), Context: null, OnlyIfAbsent: false)));
            run.RunUntil(run.Now + TimeSpan.FromMilliseconds(1));
        }

        run.RunUntil(run.Now + TimeSpan.FromSeconds(5));
        long[] loads = [.. run.Nodes.Select(node => run.Inspect(node)!.Store.Keys)];
        figures.Add(part.Case, loads.Average() / loads.Max());
        figures.Count($"{part.Case} out of balance", new Proportion(loads.Count(load => Math.Abs(load - loads.Average()) > 0.15 * loads.Average()), Nodes));
    }

    /// <inheritdoc/>
    protected override IEnumerable<ResultRow> Rows(Figures figures)
    {
        foreach (var size in Metadata)
        {
            foreach (var strategy in Strategies)
            {
                var mean = figures.MeanOf(NameOf(size, strategy));
                var (isOrdered, reason) = Order(figures, size);
                yield return new ResultRow(
                    $"{NameOf(size, strategy)}: efficiency", strategy switch { (PartitionStrategy)3 => "best", (PartitionStrategy)2 => "worst", _ => "between" }, "",
                    ResultText.Number(mean.Value, "0.###"), ResultText.Interval(mean.Interval(), "0.###"), (long)mean.Count, isOrdered, reason);
            }
        }
    }

    /// <inheritdoc/>
    protected override IEnumerable<Plot> Plots(Figures figures)
    {
        yield return new Plot
        {
            Title = "Load balancing efficiency",
            XLabel = "metadata of a node (entries)",
            YLabel = "mean load by the highest load",
            IsXLogarithmic = true,
            Lines = [.. Strategies.Select(strategy => new PlotLine(
                $"strategy {(int)strategy}", [.. Metadata.Select(size => ((double)size, figures.MeanOf(NameOf(size, strategy)).Value)).Where(point => double.IsFinite(point.Value))]))],
        };
    }

    private static (Agreement, string) Order(Figures figures, int size)
    {
        var (one, two, three) = (MeanOf(1), MeanOf(2), MeanOf(3));
        if (one.Count < 2 || two.Count < 2 || three.Count < 2)
            return (Agreement.Unknown, "Fewer than two clusters of each strategy.");

        var isOrdered = three.Value > one.Value && one.Value > two.Value;
        var isSure = Apart(three, one) && Apart(one, two);
        return (isOrdered, isSure) switch
        {
            (true, true) => (Agreement.Yes, "3 before 1 before 2, each by more than three standard errors."),
            (_, false) => (Agreement.Unknown, "Two strategies are less than three standard errors apart: more clusters would tell."),
            _ => (Agreement.No, "The order is another one."),
        };

        Mean MeanOf(int strategy) => figures.MeanOf(NameOf(size, (PartitionStrategy)strategy));

        static bool Apart(Mean left, Mean right) =>
            Math.Abs(left.Value - right.Value) > 3 * Math.Sqrt((left.StandardError * left.StandardError) + (right.StandardError * right.StandardError));
    }

    // Strategy 1 knows T tokens a node; strategy 3 Q partitions; strategy 2 both: a third of its entries are tokens.
    private static Scenario ScenarioOf(int size, PartitionStrategy strategy, ulong seed)
    {
        var tokens = strategy == PartitionStrategy.RandomTokensEqualPartitions ? size / 3 / Nodes : size / Nodes;
        var partitions = strategy == PartitionStrategy.RandomTokensEqualPartitions ? size - (tokens * Nodes) : size;
        return new Scenario
        {
            Name = "load",
            Seed = seed,
            Members = [.. Enumerable.Range(1, Nodes).Select(number => new RingMember(new NodeId($"s{seed}-{number}"), tokens))],
            Ring = new RingOptions(strategy, partitions),
            Node = new() { Quorum = new Quorum(3, 2, 2) },
        };
    }

    private static string NameOf(int size, PartitionStrategy strategy) => $"{size} entries, strategy {(int)strategy}";
}
