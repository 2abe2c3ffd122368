// The list of views: one line a view.
using DynamoKv.Web.Components.Flow;
using DynamoKv.Web.Components.Logs;
using DynamoKv.Web.Components.Merkle;
using DynamoKv.Web.Components.Plots;
using DynamoKv.Web.Components.Ring;
using DynamoKv.Web.Components.States;
using DynamoKv.Web.Components.Texts;
using DynamoKv.Web.Components.Versions;
using MudBlazor;

namespace DynamoKv.Web.Components.Views;

/// <summary>The views that there are, in the order of their keys. A view is added by one line here.</summary>
public static class ViewList
{
    /// <summary>The most views side by side.</summary>
    public const int MaxShown = 3;

    /// <summary>All views.</summary>
    public static IReadOnlyList<ViewEntry> All { get; } =
    [
        new(ViewKind.Ring, ViewText.Ring, Icons.Material.Filled.DonutLarge, typeof(RingStage)),
        new(ViewKind.Flow, ViewText.Flow, Icons.Material.Filled.SwapCalls, typeof(FlowView)),
        new(ViewKind.Versions, ViewText.Versions, Icons.Material.Filled.AccountTree, typeof(VersionsView)),
        new(ViewKind.Merkle, ViewText.Merkle, Icons.Material.Filled.Compare, typeof(MerkleView)),
        new(ViewKind.State, ViewText.State, Icons.Material.Filled.Memory, typeof(StateView)),
        new(ViewKind.Log, ViewText.Log, Icons.Material.Filled.ListAlt, typeof(LogView)),
        new(ViewKind.Plots, ViewText.Plots, Icons.Material.Filled.ShowChart, typeof(PlotsView)),
    ];

    /// <summary>A view; null: it is not there.</summary>
    public static ViewEntry? Find(ViewKind kind) => All.FirstOrDefault(view => view.Kind == kind);

    /// <summary>Reads "ring,flow": what is unknown is left out, what is twice counts once; at least the first view.</summary>
    public static IReadOnlyList<ViewKind> Read(string? text)
    {
        var words = (text ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var kinds = words.Select(word => All.FirstOrDefault(view => view.Word == word)).OfType<ViewEntry>()
            .Select(view => view.Kind).Distinct().Take(MaxShown).ToArray();
        return kinds.Length == 0 ? [All[0].Kind] : kinds;
    }

    /// <summary>"ring,flow".</summary>
    public static string Write(IReadOnlyList<ViewKind> kinds) => string.Join(',', kinds.Select(kind => Find(kind)!.Word));

    /// <summary>With a view added, or taken away when it is there; never none, and the oldest gives way to the fourth.</summary>
    public static IReadOnlyList<ViewKind> Toggle(IReadOnlyList<ViewKind> shown, ViewKind kind)
    {
        if (shown.Contains(kind))
        {
            return shown.Count == 1 ? shown : [.. shown.Where(other => other != kind)];
        }

        return [.. shown.Skip(shown.Count >= MaxShown ? 1 : 0), kind];
    }
}
