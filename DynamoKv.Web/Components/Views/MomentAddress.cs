// The address of a moment in a run, as it is seen.
using DynamoKv.Web.Components.Texts;

namespace DynamoKv.Web.Components.Views;

/// <summary>
/// What the address of the workbench says: <c>/lab/{run}?b=branch&amp;e=event&amp;v=views&amp;sel=selection&amp;k=key</c>.
/// Whoever opens it sees the same.
/// </summary>
/// <param name="Run">The run.</param>
/// <param name="Branch">A fork of it that is on show; null: the run itself.</param>
/// <param name="Event">Where to stand, paused; null: at the head, playing.</param>
/// <param name="Views">The views side by side.</param>
/// <param name="Selection">What is chosen.</param>
public sealed record MomentAddress(string Run, string? Branch, long? Event, IReadOnlyList<ViewKind> Views, Selection Selection)
{
    /// <summary>The address. What is as it is without being said is left out.</summary>
    public string Write()
    {
        var parts = new List<string>();
        Add(parts, "b", Branch);
        Add(parts, "e", Event is { } number ? Words.Fill("{0}", number) : null);
        Add(parts, "v", Views.SequenceEqual(ViewList.Read(null)) ? null : ViewList.Write(Views));
        Add(parts, "sel", SelectionText.Write(Selection));
        Add(parts, "k", Selection.Key?.Text);
        return Words.Fill("/lab/{0}{1}{2}", Uri.EscapeDataString(Run), parts.Count == 0 ? null : "?", string.Join('&', parts));
    }

    private static void Add(List<string> parts, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            parts.Add($"{name}={Uri.EscapeDataString(value)}");
        }
    }
}
