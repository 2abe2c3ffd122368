// What last-write-wins loses.
using System.Collections.Immutable;
using System.Globalization;
using DynamoKv.Engine.Experiments.Driving;
using DynamoKv.Engine.Experiments.Plans;
using DynamoKv.Engine.Experiments.Statistics;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Scenarios.Reports;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Simulation.Clients;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Experiments.Published;

/// <summary>
/// Five clients add to one set by reading, merging and writing, 2,000 adds, and nothing fails: how many acknowledged
/// adds are not there at the end?
/// </summary>
/// <remarks>
/// How much is lost depends on how much of a client's time lies between what it reads and what it writes, so that is
/// varied for the plot: a client
/// takes some time to merge and add before it writes.
/// </remarks>
/// <param name="repeats">Runs of each case, with the same seeds.</param>
/// <param name="adds">Adds of a run.</param>
public sealed class LastWriteWinsLoss(int repeats, int adds) : PublishedExperiment
{
    private const int Clients = 5;
    private const double UsualTime = 2; // ms between read and write

    private static readonly Latency Travel = Latency.Uniform(TimeSpan.FromMilliseconds(0.5), TimeSpan.FromMilliseconds(1.5)); // of a local network
    private static readonly Key Set = Key.Of("set");
    private static readonly ImmutableArray<double> Times = [0, 1, UsualTime, 5, 10, 20];
    private static readonly string Losing = NameOf(VersionMode.LastWriteWins, UsualTime);
    private static readonly string Keeping = NameOf(VersionMode.Dotted, UsualTime);

    /// <inheritdoc/>
    public override string Name => "last-write-wins-loss";

    /// <inheritdoc/>
    public override string Title => "What last-write-wins loses";

    /// <inheritdoc/>
    public override string Claim => "Five clients that add 2,000 elements to one set: last-write-wins loses 65 to 75 % of the acknowledged adds without any failure, dotted versions none.";

    /// <inheritdoc/>
    public override string Source => "Kingsbury's test of Riak (71 %); an independent model (69.5 %)";

    /// <inheritdoc/>
    protected override IEnumerable<(string Case, ulong Seed, int Trials)> Plan() =>
        Times.Select(time => NameOf(VersionMode.LastWriteWins, time)).Append(Keeping)
            .SelectMany(name => Enumerable.Range(1, RepeatsOf(name)).Select(seed => (name, (ulong)seed, adds)));

    /// <inheritdoc/>
    protected override void Measure(ExperimentPart part, Figures figures, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(figures);
        var mode = part.Case == Keeping ? VersionMode.Dotted : VersionMode.LastWriteWins;
        using var run = new SimulationRun(ScenarioOf(mode, part.Seed), new MemoryStoreFactory(), new RunOptions { IsTracing = false });
        var driver = new RequestDriver(run);
        var adding = new Adding(driver, TimeSpan.FromMilliseconds(Times.FirstOrDefault(time => NameOf(mode, time) == part.Case)));
        for (var client = 0; client < Clients; client++)
            adding.Next(run.Nodes[client], client * (part.Trials / Clients), part.Trials / Clients);

        driver.Run(stop);
        var kept = new HashSet<string>(StringComparer.Ordinal);
        driver.Get(run.Nodes[0], Set, answer => kept.UnionWith(ElementsIn(answer)), new RequestOptions(Read: 3));
        driver.Run(stop);
        var lost = new Proportion(adding.Acknowledged.Count(element => !kept.Contains(element)), adding.Acknowledged.Count);
        figures.Count(part.Case, lost);
        figures.Add(part.Case, lost.Share);
    }

    /// <inheritdoc/>
    protected override IEnumerable<ResultRow> Rows(Figures figures)
    {
        var (losing, keeping, perRun) = (figures.Share(Losing), figures.Share(Keeping), figures.MeanOf(Losing));
        var range = perRun.Count < 2 ? losing.Wilson() : perRun.Interval(); // adds of one run hang together: runs are what is independent
        yield return new ResultRow(
            "last-write-wins: acknowledged adds that are lost", "0.71", "0.695", ResultText.Number(losing.Share), ResultText.Interval(range), losing.Trials,
            losing.Trials == 0 ? Agreement.Unknown : losing.Share is >= 0.65 and <= 0.75 ? Agreement.Yes : Agreement.No, "0.65 to 0.75 is asked for.");
        yield return new ResultRow(
            "dotted versions, merged by the clients: acknowledged adds that are lost", "", "0", ResultText.Number(keeping.Share), ResultText.Interval(keeping.Wilson()),
            keeping.Trials, keeping.Trials == 0 ? Agreement.Unknown : keeping.Hits == 0 ? Agreement.Yes : Agreement.No, "None may be lost.");
    }

    /// <inheritdoc/>
    protected override IEnumerable<Plot> Plots(Figures figures)
    {
        double[] times = [.. Times.Where(time => figures.Share(NameOf(VersionMode.LastWriteWins, time)).Trials > 0)];
        yield return new Plot
        {
            Title = "What last-write-wins loses, by how long a client takes",
            XLabel = "time between read and write (ms)",
            YLabel = "share of acknowledged adds that are lost",
            Lines = [new PlotLine("last-write-wins", [.. times.Select(time => (time, figures.Share(NameOf(VersionMode.LastWriteWins, time)).Share))])],
        };
    }

    private static Scenario ScenarioOf(VersionMode mode, ulong seed) => new()
    {
        Name = "five clients, one set",
        Seed = seed,
        Members = [.. Enumerable.Range(1, Clients).Select(number => new RingMember(new NodeId($"node-{number}"), 8))],
        Network = new NetworkOptions { Latency = Travel },
        Node = new NodeOptions { VersionMode = mode, MaxSiblings = 1000, RequestTimeout = TimeSpan.FromSeconds(10) },
    };

    private int RepeatsOf(string name) => name == Losing || name == Keeping ? repeats : 1;

    private static string NameOf(VersionMode mode, double time) =>
        string.Create(CultureInfo.InvariantCulture, $"{mode}, {time} ms between read and write");

    private static IEnumerable<string> ElementsIn(ClientResponse answer) => answer is ClientResponse.Read read
        ? read.Versions.Siblings.Where(version => !version.IsTombstone).SelectMany(version => ClientSet.ElementsOf(version.Value))
        : [];

    /// <summary>What clients do: read, merge, add, write, and again.</summary>
    private sealed class Adding(RequestDriver driver, TimeSpan between)
    {
        public SortedSet<string> Acknowledged { get; } = new(StringComparer.Ordinal);

        public void Next(NodeId via, int element, int left)
        {
            if (left > 0)
                driver.Get(via, Set, answer => Merge(via, element, left, (ClientResponse.Read)answer));
        }

        private void Merge(NodeId via, int element, int left, ClientResponse.Read read)
        {
            var name = $"e{element}";
            driver.At(driver.Now + between, () => driver.Put(via, Set, ClientSet.Merge(read.Versions, name), read.Context, written =>
            {
                if (written is ClientResponse.Written)
                    Acknowledged.Add(name);

                Next(via, element + 1, left - 1);
            }));
        }
    }
}
