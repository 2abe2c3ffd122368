// One line of the story that a run tells.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Projections;

/// <summary>What a caption is about, so that a page can mark it with an icon and a word.</summary>
public enum CaptionTone
{
    /// <summary>A client asks.</summary>
    Request,

    /// <summary>Something moved on.</summary>
    Progress,

    /// <summary>A client got what it asked for.</summary>
    Success,

    /// <summary>A client did not get it, or can't know.</summary>
    Trouble,

    /// <summary>Something broke.</summary>
    Fault,

    /// <summary>Something was mended.</summary>
    Mended,
}

/// <summary>A log entry in plain words.</summary>
/// <param name="EventNumber">The entry's number.</param>
/// <param name="At">When it was written.</param>
/// <param name="Tone">What it is about.</param>
/// <param name="Text">The sentence.</param>
/// <param name="Operation">The client operation it belongs to; null when to none.</param>
public sealed record Caption(long EventNumber, Instant At, CaptionTone Tone, string Text, OperationId? Operation);
