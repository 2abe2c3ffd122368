// How one browser shows the pages.
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DynamoKv.Web.Components.Settings;

/// <summary>Which light the pages are in.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ThemeChoice>))]
public enum ThemeChoice
{
    /// <summary>What the system says.</summary>
    [JsonStringEnumMemberName("system")]
    System,

    /// <summary>Light.</summary>
    [JsonStringEnumMemberName("light")]
    Light,

    /// <summary>Dark.</summary>
    [JsonStringEnumMemberName("dark")]
    Dark,
}

/// <summary>How one browser shows the pages. Immutable.</summary>
public sealed record ViewSettings
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Light, dark, or what the system says.</summary>
    public ThemeChoice Theme { get; init; }

    /// <summary>Nothing moves, whatever the system says; else the system decides.</summary>
    public bool IsStill { get; init; }

    /// <summary>Whether single letters act on the page.</summary>
    public bool HasLetterKeys { get; init; } = true;

    /// <summary>Large type on a light ground, for a room.</summary>
    public bool IsProjector { get; init; }

    /// <summary>What a browser kept; the defaults when it kept nothing that can be read.</summary>
    public static ViewSettings Read(string? text)
    {
        try
        {
            return text is null ? new ViewSettings() : JsonSerializer.Deserialize<ViewSettings>(text, Json) ?? new ViewSettings();
        }
        catch (JsonException)
        {
            return new ViewSettings(); // somebody else's, or of another version
        }
    }

    /// <summary>The text for the browser to keep.</summary>
    public string Write() => JsonSerializer.Serialize(this, Json);

    /// <summary>Whether the pages are dark.</summary>
    /// <param name="isSystemDark">What the system says.</param>
    public bool IsDark(bool isSystemDark) => !IsProjector && (Theme == ThemeChoice.Dark || (Theme == ThemeChoice.System && isSystemDark));
}
