// How many runs the archive keeps.
namespace DynamoKv.Engine.Archive.Runs;

/// <summary>How many runs the archive keeps, and for how long; the oldest go first.</summary>
public sealed record RunRetention
{
    /// <summary>The most runs.</summary>
    public int MaxRuns { get; init; } = 500;

    /// <summary>The most bytes of all runs together.</summary>
    public long MaxBytes { get; init; } = 1L << 30;

    /// <summary>How long a run is kept after it was kept last.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(90);

    /// <summary>The runs that are too many, too large together, or too old.</summary>
    /// <param name="runs">The newest first.</param>
    /// <param name="now">What time it is.</param>
    public IEnumerable<StoredRun> SurplusOf(IReadOnlyList<StoredRun> runs, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var (count, bytes) = (0, 0L);
        foreach (var run in runs)
        {
            count++;
            bytes += run.Bytes;
            if (count > MaxRuns || bytes > MaxBytes || now - run.KeptAt > MaxAge)
                yield return run;
        }
    }
}
