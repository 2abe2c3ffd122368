// The algebra of a version mode.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Versioning;

/// <summary>How versions of a key supersede each other; chosen per cluster and per bucket.</summary>
public enum VersionMode
{
    /// <summary>Dotted version vectors: exactly the concurrent writes are kept.</summary>
    Dotted,

    /// <summary>
    /// The paper's plain clocks: nothing is lost, but siblings pile up, and truncation makes false ones (4.4).
    /// </summary>
    VectorClock,

    /// <summary>The newest time wins: concurrent writes are lost, and with skewed clocks even later ones.</summary>
    LastWriteWins,
}

/// <summary>
/// The algebra of a version mode: how a put supersedes and how two replicas' sets merge. Merge is commutative,
/// associative and idempotent over all sets that puts and merges of one mode can make. No rule keeps state.
/// </summary>
public abstract class VersionRules
{
    /// <summary>At how many pairs plain clocks are truncated: "say 10" (Dynamo 4.4).</summary>
    public const int PaperTruncation = 10;

    private static readonly DottedRules Dotted = new();
    private static readonly PlainClockRules Plain = new(PaperTruncation);
    private static readonly LastWriteWinsRules LastWrite = new();

    /// <summary>The mode that these rules are.</summary>
    public abstract VersionMode Mode { get; }

    /// <summary>The rules of a mode, always the same instance.</summary>
    /// <exception cref="ArgumentOutOfRangeException">When there is no such mode.</exception>
    public static VersionRules For(VersionMode mode) => mode switch
    {
        VersionMode.Dotted => Dotted,
        VersionMode.VectorClock => Plain,
        VersionMode.LastWriteWins => LastWrite,
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "There is no such version mode."),
    };

    /// <summary>Plain clocks that are truncated at another size than the paper's 10 pairs.</summary>
    /// <param name="truncateAt">A written clock that reaches so many pairs loses its oldest; at least 2.</param>
    public static VersionRules PlainClocks(int truncateAt) => new PlainClockRules(truncateAt);

    /// <summary>Adds a new version to what the coordinator holds.</summary>
    /// <param name="current">What the coordinator holds.</param>
    /// <param name="context">
    /// What the client has seen; null is a blind put: it supersedes exactly what the coordinator holds now.
    /// </param>
    /// <param name="content">The new value.</param>
    /// <param name="isTombstone">True for a delete.</param>
    /// <param name="dot">The fresh name of this write.</param>
    /// <param name="now">The coordinator's time.</param>
    public abstract SiblingSet Put(
        SiblingSet current, VectorClock? context, WriteContent content, bool isTombstone, Dot dot, Instant now);

    /// <summary>
    /// Everything that either replica holds and nothing known supersedes; one of the two itself when it is the answer.
    /// </summary>
    public abstract SiblingSet Merge(SiblingSet left, SiblingSet right);
}
