// All that a view knows.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Scenarios.Running;
using DynamoKv.Web.Components.Viewing;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Components.Views;

/// <summary>
/// All that a view knows: a run, where a person stands in it, and what he has chosen. Immutable, and equal when nothing has
/// changed that could be seen. A view has no state but zoom and folding.
/// </summary>
/// <param name="Session">The run, or the live cluster.</param>
/// <param name="State">What is seen: the snapshot at the cursor, the head, the time shown.</param>
/// <param name="Selection">What is chosen.</param>
/// <param name="Host">What the view may ask for.</param>
public sealed record ViewContext(IClusterSession Session, ViewerState State, Selection Selection, IViewHost Host)
{
    /// <summary>Whether all that happens is drawn equally far from each other, not by its times.</summary>
    public bool IsCausal { get; init; }

    /// <summary>The verdict whose witness is on show; null: none is.</summary>
    public AssertionVerdict? Witness { get; init; }

    /// <summary>Whether the view shows its table twin.</summary>
    public bool IsTable { get; init; }

    /// <summary>Why faults and other acts on a simulation can't be done here, one sentence; null: they can.</summary>
    public string? WhyNotAct { get; init; }

    /// <summary>Why nothing may be written or commanded here yet, one sentence; null: it may.</summary>
    public string? WhyNotWrite { get; init; }

    /// <summary>The cluster at the cursor.</summary>
    public ClusterSnapshot Snapshot => State.Snapshot;

    /// <summary>The number of the entry that is shown last.</summary>
    public long Cursor => State.Cursor;

    /// <summary>The number of the run's last entry.</summary>
    public long Head => State.Head;

    /// <summary>The time shown.</summary>
    public Instant Now => State.Now;

    /// <summary>Whether faults and other acts on a simulation can be done here.</summary>
    public bool CanAct => WhyNotAct is null;

    /// <summary>Whether to write and to command is possible here.</summary>
    public bool CanWrite => WhyNotWrite is null;

    /// <summary>Whether this is a real cluster.</summary>
    public bool IsLive => Session.Mode == SessionMode.Live;

    /// <summary>Whether an act now opens a run of one's own, because the cursor stands in the past of a simulation.</summary>
    public bool IsForking => !State.IsAtHead && Session.Controls is not null;
}
