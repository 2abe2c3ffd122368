// How evenly random tokens cut the ring.
using System.Collections.Immutable;
using System.Globalization;
using DynamoKv.Engine.Experiments.Plans;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Engine.Experiments.Published;

/// <summary>
/// How evenly random tokens cut the ring: the shares of S nodes with V tokens each, by the ring that the nodes route
/// by.
/// </summary>
/// <param name="rings">Rings of each size; each has names, and so tokens, of its own.</param>
public sealed class RingShares(int rings) : PublishedExperiment
{
    private const int PartRings = 200;

    private static readonly ImmutableArray<(int Nodes, int Tokens)> Sizes = [(10, 1), (10, 16), (10, 150), (30, 8), (40, 20)];
    private static readonly ImmutableArray<int> OneToken = [5, 10, 30];

    /// <inheritdoc/>
    public override string Name => "ring-shares";

    /// <inheritdoc/>
    public override string Title => "Shares of the ring";

    /// <inheritdoc/>
    public override string Claim =>
        "The shares of S nodes with V random tokens have the coefficient of variation sqrt((S-1)/(S V+1)); with one token each the largest share is H_S times the mean.";

    /// <inheritdoc/>
    public override string Source => "Exact, for tokens at random: a share is Beta(V, S V - V)";

    /// <inheritdoc/>
    protected override IEnumerable<(string Case, ulong Seed, int Trials)> Plan() =>
        [.. Sizes.SelectMany(size => Cut(NameOf(size), 1, rings, PartRings)), .. OneToken.SelectMany(nodes => Cut(NameOf(nodes), 1, rings, PartRings))];

    /// <inheritdoc/>
    protected override void Measure(ExperimentPart part, Figures figures, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(figures);
        var (nodes, tokens) = Sizes.FirstOrDefault(size => NameOf(size) == part.Case, (OneToken.FirstOrDefault(one => NameOf(one) == part.Case), 1));
        for (var ring = 0; ring < part.Trials; ring++)
        {
            stop.ThrowIfCancellationRequested();
            var members = Enumerable.Range(0, nodes).Select(number => new RingMember(new NodeId($"s{part.Seed}-{ring}-{number}"), tokens));
            double[] shares = [.. HashRing.Build(members, new RingOptions()).Shares().Select(share => share.Share * nodes)];
            figures.Add($"{part.Case} squares", shares.Average(share => (share - 1) * (share - 1)));
            figures.Add($"{part.Case} largest", shares.Max());
        }
    }

    /// <inheritdoc/>
    protected override IEnumerable<ResultRow> Rows(Figures figures)
    {
        foreach (var size in Sizes)
        {
            var squares = figures.MeanOf($"{NameOf(size)} squares");
            var expected = (size.Nodes - 1) / ((size.Nodes * (double)size.Tokens) + 1);
            yield return ResultText.Of($"{NameOf(size)}: squared coefficient of variation", "", expected, squares);
        }

        foreach (var nodes in OneToken)
            yield return ResultText.Of($"{NameOf(nodes)}: largest share by the mean", "", Enumerable.Range(1, nodes).Sum(i => 1.0 / i), figures.MeanOf($"{NameOf(nodes)} largest"));
    }

    private static string NameOf((int Nodes, int Tokens) size) =>
        string.Create(CultureInfo.InvariantCulture, $"{size.Nodes} nodes, {size.Tokens} tokens each");

    private static string NameOf(int nodes) =>
        string.Create(CultureInfo.InvariantCulture, $"{nodes} nodes, a single token each");
}
