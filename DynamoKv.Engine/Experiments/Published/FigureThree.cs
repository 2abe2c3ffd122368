// Figure 3 of the paper, through the nodes.
using System.Collections.Immutable;
using DynamoKv.Engine.Experiments.Driving;
using DynamoKv.Engine.Experiments.Plans;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Experiments.Published;

/// <summary>
/// Figure 3: how the versions of an object evolve over time. The writes go through three nodes named as in the figure.
/// </summary>
public sealed class FigureThree : PublishedExperiment
{
    private static readonly Key Object = Key.Of("D");
    private static readonly (NodeId X, NodeId Y, NodeId Z) Nodes = (new NodeId("Sx"), new NodeId("Sy"), new NodeId("Sz"));
    private static readonly ImmutableArray<(string Version, string Clocks)> Known =
    [
        ("D1", "[(Sx,1)]"), ("D2", "[(Sx,2)]"), ("D3", "[(Sx,2),(Sy,1)]"), ("D4", "[(Sx,2),(Sz,1)]"),
        ("read before D5", "[(Sx,2),(Sy,1)] [(Sx,2),(Sz,1)]"), ("context of that read", "[(Sx,2),(Sy,1),(Sz,1)]"), ("D5", "[(Sx,3),(Sy,1),(Sz,1)]"),
    ];

    /// <inheritdoc/>
    public override string Name => "figure-3";

    /// <inheritdoc/>
    public override string Title => "The clocks of figure 3";

    /// <inheritdoc/>
    public override string Claim => "The clocks of D1 to D5: two writes by Sx, one each by Sy and Sz that do not know each other, and a client that reconciles them through Sx.";

    /// <inheritdoc/>
    public override string Source => "DeCandia et al., SOSP 2007, section 4.4, figure 3";

    /// <inheritdoc/>
    protected override IEnumerable<(string Case, ulong Seed, int Trials)> Plan() =>
        [(nameof(VersionMode.Dotted), 1, 1), (nameof(VersionMode.VectorClock), 1, 1)];

    /// <inheritdoc/>
    protected override void Measure(ExperimentPart part, Figures figures, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(part);
        using var run = new SimulationRun(ScenarioOf(Enum.Parse<VersionMode>(part.Case), part.Seed), new MemoryStoreFactory());
        var driver = new RequestDriver(run);
        Write(Nodes.X, "D1", null, d1 => Write(Nodes.X, "D2", d1, d2 =>
        {
            Write(Nodes.Y, "D3", d2, _ => { });
            Write(Nodes.Z, "D4", d2, _ => { });
        }));
        driver.Run(stop);
        driver.Get(Nodes.X, Object, answer =>
        {
            var read = (ClientResponse.Read)answer;
            Note("read before D5", string.Join(' ', read.Versions.Siblings.Select(version => version.Clock)));
            Note("context of that read", $"{read.Context.Clock}");
            Write(Nodes.X, "D5", read.Context, _ => { });
        });
        driver.Run(stop);

        void Write(NodeId via, string name, CausalContext? context, Action<CausalContext> then) =>
            driver.Put(via, Object, WriteContent.Text(name), context, answer =>
            {
                var written = (ClientResponse.Written)answer;
                Note(name, $"{written.NewVersion?.Clock}");
                then(written.Context);
            });

        void Note(string version, string clocks) => figures.Note($"{part.Case} {version}", clocks);
    }

    /// <inheritdoc/>
    protected override IEnumerable<ResultRow> Rows(Figures figures) =>
        from part in Parts
        from known in Known
        let measured = figures.TextOf($"{part.Case} {known.Version}")
        select ResultText.Claim($"{part.Case}, {known.Version}", known.Clocks, measured ?? "", 1, measured is null ? null : measured == known.Clocks, "Has to be the same text.");

    // All three hold a copy, so the node where a write enters coordinates it.
    private static Scenario ScenarioOf(VersionMode mode, ulong seed) => new()
    {
        Name = "figure 3",
        Seed = seed,
        Members = [new RingMember(Nodes.X, 8), new RingMember(Nodes.Y, 8), new RingMember(Nodes.Z, 8)],
        Node = new NodeOptions { VersionMode = mode, Coordinator = CoordinatorChoice.AnyReplica },
    };
}
