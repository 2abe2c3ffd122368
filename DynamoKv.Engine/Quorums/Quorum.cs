// The numbers N, R and W.

namespace DynamoKv.Engine.Quorums;

/// <summary>
/// N replicas a key; R answers make a read, W acknowledgements a write; of these, how many must come from primaries
/// (Dynamo 4.5).
/// </summary>
/// <param name="N">Replicas a key, 1 to <see cref="MaxReplicas"/>.</param>
/// <param name="R">Answers that make a read, 1 to N.</param>
/// <param name="W">Acknowledgements that make a write, 1 to N.</param>
/// <param name="PrimariesRead">How many of the R must be primaries, 0 to R; 0 asks for none.</param>
/// <param name="PrimariesWrite">How many of the W must be primaries, 0 to W; 0 asks for none.</param>
public sealed record Quorum(int N, int R, int W, int PrimariesRead = 0, int PrimariesWrite = 0)
{
    /// <summary>
    /// The largest N; half of what a <see cref="Tally"/> can ask, which leaves a fallback for every primary.
    /// </summary>
    public const int MaxReplicas = Tally.MaxAsked / 2;

    /// <summary>The paper's common setting: (3, 2, 2).</summary>
    public static Quorum Default { get; } = new(3, 2, 2);

    /// <summary>
    /// R + W > N: a read's replicas meet a write's. Promises an intersection only with a strict quorum.
    /// </summary>
    public bool Overlaps => R + W > N;

    /// <summary>
    /// Null when all numbers fit; else one sentence that names the first that does not, and its range.
    /// </summary>
    public string? Problem() =>
        Problem("n", N, 1, MaxReplicas) ?? Problem("r", R, 1, N) ?? Problem("w", W, 1, N)
        ?? Problem("pr", PrimariesRead, 0, R) ?? Problem("pw", PrimariesWrite, 0, W);

    private static string? Problem(string name, int value, int least, int most) =>
        value >= least && value <= most ? null : $"{name} is {value}: use {least} to {most}.";
}
