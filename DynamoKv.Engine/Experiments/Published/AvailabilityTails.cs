// How often clients are served when nodes are down by chance.
using System.Collections.Immutable;
using DynamoKv.Engine.Experiments.Plans;
using DynamoKv.Engine.Experiments.Staleness;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Experiments.Published;

/// <summary>
/// Each trial is a cluster of its own in which every node is down by chance: a strict quorum serves as often as the
/// binomial tail says.
/// </summary>
/// <param name="trials">Clusters of each quorum.</param>
public sealed class AvailabilityTails(int trials) : PublishedExperiment
{
    private const double Outage = 0.3;
    private const int PartTrials = 500;

    private static readonly Key Cart = Key.Of("cart");
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(600);
    private static readonly ImmutableArray<Quorum> Quorums = [new(3, 2, 2), new(3, 1, 3), new(3, 3, 1), new(5, 3, 3)];

    /// <inheritdoc/>
    public override string Name => "availability-tails";

    /// <inheritdoc/>
    public override string Title => "Availability of quorums";

    /// <inheritdoc/>
    public override string Claim => "With every node down with probability 0.3, a strict quorum serves with the probability that at least R (or W) of N replicas are up.";

    /// <inheritdoc/>
    public override string Source => "Exact: the tail of a binomial distribution";

    /// <inheritdoc/>
    protected override IEnumerable<(string Case, ulong Seed, int Trials)> Plan() =>
        Quorums.SelectMany((quorum, index) => Cut(NameOf(quorum), 1 + (1000 * (ulong)index), trials, PartTrials));

    /// <inheritdoc/>
    protected override void Measure(ExperimentPart part, Figures figures, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(figures);
        var quorum = Quorums.Single(one => NameOf(one) == part.Case);
        var outages = new DeterministicRandom(part.Seed).Stream("outages");
        for (var trial = 0; trial < part.Trials; trial++)
        {
            stop.ThrowIfCancellationRequested();
            var (isWritten, isRead) = Try(quorum, part.Seed, outages);
            figures.Count($"{part.Case} write", isWritten);
            figures.Count($"{part.Case} read", isRead);
        }
    }

    /// <inheritdoc/>
    protected override IEnumerable<ResultRow> Rows(Figures figures)
    {
        foreach (var quorum in Quorums)
        {
            yield return ResultText.Share($"{NameOf(quorum)}: writes that are served", null, Tail(quorum.N, quorum.W), figures.Share($"{NameOf(quorum)} write"));
            yield return ResultText.Share($"{NameOf(quorum)}: reads that are served", null, Tail(quorum.N, quorum.R), figures.Share($"{NameOf(quorum)} read"));
        }
    }

    // The client knows the ring and goes to a replica that is up, else to any node: no outage is hidden by forwarding.
    private static (bool IsWritten, bool IsRead) Try(Quorum quorum, ulong seed, DeterministicRandom outages)
    {
        using var run = new SimulationRun(ScenarioOf(quorum, seed), new MemoryStoreFactory(), new RunOptions { IsTracing = false });
        foreach (var node in run.Nodes)
        {
            if (outages.NextBool(Outage))
                run.Apply(new CrashAction(node, CrashLoss.Memory));
        }

        NodeId[] up = [.. run.Ring.PreferenceList(RingPosition.OfKey(Cart), run.Nodes.Length).Where(run.IsUp)];
        return up.Length == 0 ? default : (
            Ask(run, up[0], new ClientRequest.Put(run.NextOperation(up[0]), Cart, RequestOptions.None, WriteContent.Text("milk"), Context: null, OnlyIfAbsent: false)) is ClientResponse.Written,
            Ask(run, up[0], new ClientRequest.Get(run.NextOperation(up[0]), Cart, RequestOptions.None)) is ClientResponse.Read);
    }

    private static ClientResponse? Ask(SimulationRun run, NodeId via, ClientRequest request)
    {
        run.Apply(new RequestAction(via, request));
        run.RunUntil(run.Now + Patience);
        return run.TakeResponses().SingleOrDefault();
    }

    private static Scenario ScenarioOf(Quorum quorum, ulong seed) => new()
    {
        Name = "outages",
        Seed = seed,
        Members = [.. Enumerable.Range(1, 5).Select(number => new RingMember(new NodeId($"node-{number}"), 8))],
        Network = new NetworkOptions { Latency = Latency.Constant(TimeSpan.FromMilliseconds(2)) },
        Node = new NodeOptions { Quorum = quorum, RequestTimeout = TimeSpan.FromMilliseconds(100) },
    };

    private static double Tail(int n, int needed) => ClosedForms.OrderStatistic(n, needed, 1 - Outage);

    private static string NameOf(Quorum quorum) => $"N={quorum.N} R={quorum.R} W={quorum.W}";
}
