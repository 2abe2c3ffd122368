// The icon and the class of a caption's tone.
using DynamoKv.Engine.Projections;

namespace DynamoKv.Web.Components.Panels;

/// <summary>How a caption's tone is shown beside its words.</summary>
public static class CaptionSign
{
    /// <summary>The icon.</summary>
    public static string Icon(CaptionTone tone) => tone switch
    {
        CaptionTone.Request => "→",
        CaptionTone.Success => "✓",
        CaptionTone.Trouble => "!",
        CaptionTone.Fault => "✕",
        CaptionTone.Mended => "+",
        _ => "·",
    };

    /// <summary>The style sheet's class.</summary>
    public static string Class(CaptionTone tone) => tone switch
    {
        CaptionTone.Request => "tone-request",
        CaptionTone.Success => "tone-success",
        CaptionTone.Trouble => "tone-trouble",
        CaptionTone.Fault => "tone-fault",
        CaptionTone.Mended => "tone-mended",
        _ => "tone-progress",
    };
}
