// A published result, measured again through the nodes.
using System.Collections.Immutable;
using DynamoKv.Engine.Experiments.Plans;
using DynamoKv.Engine.Scenarios.Reports;

namespace DynamoKv.Engine.Experiments.Published;

/// <summary>
/// A published result, measured again through the nodes: the same code as in a real cluster, no side formula.
/// </summary>
public abstract class PublishedExperiment : IExperiment
{
    private ImmutableArray<ExperimentPart>? _parts;

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Title { get; }

    /// <inheritdoc/>
    public abstract string Claim { get; }

    /// <inheritdoc/>
    public abstract string Source { get; }

    /// <inheritdoc/>
    public ImmutableArray<ExperimentPart> Parts =>
        _parts ??= [.. Plan().Select((one, number) => new ExperimentPart(number, one.Case, one.Seed, one.Trials))];

    /// <inheritdoc/>
    public string Run(ExperimentPart part, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(part);
        var figures = new Figures();
        Measure(part, figures, stop);
        return figures.ToLine();
    }

    /// <inheritdoc/>
    public ExperimentReport Conclude(IReadOnlyDictionary<int, string> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var sum = Figures.Sum(results);
        return new ExperimentReport
        {
            Rows = [.. Rows(sum)],
            Plots = [.. Plots(sum)],
            Seeds = Parts.Min(part => part.Seed) is var first && Parts.Max(part => part.Seed) is var last && first == last ? $"{first}" : $"{first} to {last}",
            Done = results.Count,
            Parts = Parts.Length,
        };
    }

    /// <summary>The parts; those of one case have seeds of their own.</summary>
    protected abstract IEnumerable<(string Case, ulong Seed, int Trials)> Plan();

    /// <summary>Does one part.</summary>
    protected abstract void Measure(ExperimentPart part, Figures figures, CancellationToken stop);

    /// <summary>The figures beside what is known of them.</summary>
    protected abstract IEnumerable<ResultRow> Rows(Figures figures);

    /// <summary>The pictures; none unless said otherwise.</summary>
    protected virtual IEnumerable<Plot> Plots(Figures figures) => [];

    /// <summary>Cuts the trials of a case into parts, each with a seed of its own.</summary>
    /// <param name="firstSeed">The seed of the first part.</param>
    protected static IEnumerable<(string Case, ulong Seed, int Trials)> Cut(string name, ulong firstSeed, int trials, int most)
    {
        for (var (from, seed) = (0, firstSeed); from < trials; (from, seed) = (from + most, seed + 1))
            yield return (name, seed, Math.Min(most, trials - from));
    }
}
