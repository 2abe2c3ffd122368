// What one person sees of a run.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;

namespace DynamoKv.Web.Components.Viewing;

/// <summary>What one person sees of a run right now. Immutable.</summary>
/// <param name="Snapshot">The cluster at the cursor.</param>
/// <param name="Now">The virtual time shown; at a moving head it runs on between two entries.</param>
/// <param name="Head">The number of the run's last entry.</param>
/// <param name="IsPlaying">Whether the cursor moves by itself.</param>
/// <param name="IsHeadMoving">Whether virtual time passes in the run.</param>
/// <param name="Speed">Virtual seconds per real second.</param>
/// <param name="Captions">The story up to the cursor, oldest first, bounded.</param>
/// <param name="StoppedBecause">A limit that the run has hit, in words; null: none.</param>
public sealed record ViewerState(
    ClusterSnapshot Snapshot,
    Instant Now,
    long Head,
    bool IsPlaying,
    bool IsHeadMoving,
    double Speed,
    IReadOnlyList<Caption> Captions,
    string? StoppedBecause)
{
    /// <summary>The earliest place that can be shown: before the first entry that is kept.</summary>
    public long Oldest { get; init; }

    /// <summary>The number of the entry that is shown last.</summary>
    public long Cursor => Snapshot.EventNumber;

    /// <summary>Whether the cursor goes along with the head: what came while the picture was made is shown with the next one.</summary>
    public bool IsFollowing { get; init; }

    /// <summary>Nothing newer exists, or nothing that is not about to be shown: this is now, not the past.</summary>
    public bool IsAtHead => IsFollowing || Cursor >= Head;

    /// <summary>The newest moment is on show and virtual time passes in it.</summary>
    public bool IsLive => IsPlaying && IsAtHead && IsHeadMoving;
}
