// What was sent, as far as it is worth repeating.
namespace DynamoKv.Web.Api;

/// <summary>What was sent, as far as it is worth repeating in a sentence: an answer is never as long as the request likes.</summary>
internal static class Shown
{
    private const int MaxLength = 80;

    /// <summary>The text, or its beginning.</summary>
    public static string Of(string? text) => text is null ? "" : text.Length <= MaxLength ? text : text[..MaxLength] + "…";
}
