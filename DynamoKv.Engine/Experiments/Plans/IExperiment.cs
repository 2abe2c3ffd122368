// A measurement that is made in parts.
using System.Collections.Immutable;

namespace DynamoKv.Engine.Experiments.Plans;

/// <summary>
/// A measurement that is made in parts. Each part stands alone: it is given by its seed, may run on any thread and in
/// any order, and gives one line
/// of text, so that a half-done measurement can be kept and gone on with. The same parts give the same report.
/// </summary>
public interface IExperiment
{
    /// <summary>What it is called: lower-case letters, digits and hyphens.</summary>
    string Name { get; }

    /// <summary>What it is about, in a few words.</summary>
    string Title { get; }

    /// <summary>What is known from elsewhere or asked, in a sentence.</summary>
    string Claim { get; }

    /// <summary>Who says so.</summary>
    string Source { get; }

    /// <summary>The parts, by number from 0.</summary>
    ImmutableArray<ExperimentPart> Parts { get; }

    /// <summary>Does one part.</summary>
    /// <returns>One line of text that <see cref="Conclude"/> understands.</returns>
    /// <exception cref="OperationCanceledException">When it is told to stop.</exception>
    string Run(ExperimentPart part, CancellationToken stop);

    /// <summary>What comes of the parts that are done.</summary>
    /// <param name="results">Their lines by number; some may be missing.</param>
    ExperimentReport Conclude(IReadOnlyDictionary<int, string> results);
}

/// <summary>One part of an experiment.</summary>
/// <param name="Number">Which, from 0.</param>
/// <param name="Case">What it measures: "LNKD-SSD R=1 W=1".</param>
/// <param name="Seed">Where all its chance comes from.</param>
/// <param name="Trials">How many trials it makes.</param>
public sealed record ExperimentPart(int Number, string Case, ulong Seed, int Trials);
