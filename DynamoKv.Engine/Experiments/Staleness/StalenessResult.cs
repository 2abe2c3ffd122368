// What trials through real nodes came to.
using System.Collections.Immutable;
using DynamoKv.Engine.Experiments.Statistics;

namespace DynamoKv.Engine.Experiments.Staleness;

/// <summary>What trials through real nodes came to; latencies in ms, as clients saw them.</summary>
/// <param name="Writes">How long each write took until it was acknowledged.</param>
/// <param name="Reads">How long each read took until it was answered.</param>
/// <param name="Fresh">How many reads showed the write, one entry for each of the plan's times.</param>
/// <param name="Unanswered">Writes and reads that came to nothing: a quorum missed, a timeout, a node that died. They count in nothing else.</param>
public sealed record StalenessResult(
    ImmutableArray<double> Writes, ImmutableArray<double> Reads, ImmutableArray<Proportion> Fresh, int Unanswered)
{
    /// <summary>Both counted together.</summary>
    /// <exception cref="ArgumentException">When they were measured at other times.</exception>
    public static StalenessResult operator +(StalenessResult left, StalenessResult right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return left.Fresh.Length == right.Fresh.Length
            ? new StalenessResult(
                [.. left.Writes, .. right.Writes], [.. left.Reads, .. right.Reads], [.. left.Fresh.Zip(right.Fresh, (one, other) => one + other)],
                left.Unanswered + right.Unanswered)
            : throw new ArgumentException("Results of plans that read at other times can't be added.", nameof(right));
    }
}
