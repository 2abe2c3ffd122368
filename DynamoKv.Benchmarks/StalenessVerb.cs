// Published staleness beside the model and beside the nodes themselves.
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using DynamoKv.Engine.Experiments.Staleness;
using DynamoKv.Engine.Experiments.Statistics;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Benchmarks;

/// <summary>
/// "staleness --trials 100000 --seed 1": the published table of PBS, the model of it and the nodes, for all latencies that are the same from every
/// site. Ends with 1 when the nodes' shares of fresh reads lie more than three and a half standard errors from the model's.
/// </summary>
internal static class StalenessVerb
{
    private const int PartTrials = 2000;
    private const int ModelTrials = 2_000_000;
    private const double Agreement = 3.5;

    private static readonly ImmutableArray<double> Times = [0, 1, 10, 45.5];

    /// <summary>Runs the verb; 0 when all agrees, 1 when something does not, 2 when the arguments are wrong.</summary>
    public static int Run(string[] arguments)
    {
        var (trials, seed) = (20_000, 1UL);
        for (var index = 1; index < arguments.Length; index += 2)
        {
            var value = index + 1 < arguments.Length ? arguments[index + 1] : "";
            switch (arguments[index])
            {
                case "--trials" when int.TryParse(value, CultureInfo.InvariantCulture, out trials) && trials > 0: break;
                case "--seed" when ulong.TryParse(value, CultureInfo.InvariantCulture, out seed): break;
                default:
                    Console.Error.WriteLine("Say how much: staleness --trials 100000 --seed 1.");
                    return 2;
            }
        }

        var watch = Stopwatch.StartNew();
        Console.WriteLine("| latencies | R, W | fresh after 0 / 1 / 10 / 45.5 ms: nodes | model | farthest | reads p99.9: nodes / published | writes p99.9: nodes / published |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        var worst = PublishedTable.Cells.Where(cell => cell.Set.Remote == 0).Select(cell => Compare(cell, trials, seed)).Max();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{trials:N0} writes and {trials * Times.Length:N0} reads a row; {watch.Elapsed.TotalSeconds:0} s."));
        return worst < Agreement ? 0 : 1;
    }

    private static double Compare(PublishedCell cell, int trials, ulong seed)
    {
        var model = WarsModel.Simulate(cell.Set, 3, cell.R, cell.W, ModelTrials, new DeterministicRandom(seed).Stream("model"));
        var nodes = Measure(cell, trials, seed);
        var shares = Times.Select(time => model.FreshAfter(time)).ToArray();
        var distances = nodes.Fresh.Select((fresh, point) => Distance(fresh, shares[point])).ToArray();
        var (reads, writes) = (new Sample(nodes.Reads.AsSpan()), new Sample(nodes.Writes.AsSpan()));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {cell.Set.Name} | {cell.R}, {cell.W} | {Shares(nodes.Fresh)} | {Shares(shares)} | {distances.Max():0.0} standard errors "
            + $"| {reads.Quantile(0.999):0.00} / {cell.Read:0.00} ms | {writes.Quantile(0.999):0.00} / {cell.Write:0.00} ms |"));
        return distances.Max();
    }

    // The model is a sample too.
    private static double Distance(Proportion nodes, Proportion model)
    {
        var pooled = (nodes + model).Share;
        var error = Math.Sqrt(pooled * (1 - pooled) * ((1.0 / nodes.Trials) + (1.0 / model.Trials)));
        return error > 0 ? Math.Abs(nodes.Share - model.Share) / error : 0;
    }

    private static StalenessResult Measure(PublishedCell cell, int trials, ulong seed)
    {
        var parts = new StalenessResult[(trials + PartTrials - 1) / PartTrials];
        Parallel.For(0, parts.Length, part => parts[part] = StalenessExperiment.Measure(
            new StalenessPlan
            {
                Scenario = StalenessPlan.ModelCluster(
                    new Quorum(3, cell.R, cell.W), new NetworkOptions { Legs = cell.Set.ToLegs() }, seed + (ulong)part),
                Trials = Math.Min(PartTrials, trials - (part * PartTrials)),
                ReadAfter = [.. Times.Select(TimeSpan.FromMilliseconds)],
            },
            new MemoryStoreFactory()));
        return parts.Aggregate((sum, part) => sum + part);
    }

    private static string Shares(IEnumerable<Proportion> shares) =>
        string.Join(" / ", shares.Select(share => share.Share.ToString("0.0000", CultureInfo.InvariantCulture)));
}
