// The places that the bar at the top leads to.
using DynamoKv.Web.Components.Texts;
using DynamoKv.Web.Sessions;
using MudBlazor;

namespace DynamoKv.Web.Components.Layout;

/// <summary>A place that the bar at the top leads to. Every page that exists is here, and no other.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Icon">Its picture.</param>
/// <param name="Text">Its name.</param>
/// <param name="Root">What the addresses of its pages begin with; empty: it is one page.</param>
public sealed record NavPlace(string Path, string Icon, string Text, string Root)
{
    /// <summary>The places of a server.</summary>
    public static IReadOnlyList<NavPlace> Of(SessionMode mode) => mode == SessionMode.Live
        ? [new("/", Icons.Material.Outlined.Hub, NavText.Cluster, "/lab"), .. Shared]
        : [
                new("/", Icons.Material.Outlined.PlayCircle, NavText.Play, ""), new("/lab/main", Icons.Material.Outlined.Science, NavText.Lab, "/lab"),
                .. Shared[..1], new("/experiments", Icons.Material.Outlined.QueryStats, NavText.Experiments, "/experiments"),
                new("/runs", Icons.Material.Outlined.History, NavText.Runs, "/runs"),
                new("/compare", Icons.Material.Outlined.Compare, NavText.Compare, "/compare"), .. Shared[1..],
            ];

    private static NavPlace[] Shared =>
    [
        new("/scenarios", Icons.Material.Outlined.Description, NavText.Scenarios, "/scenarios"),
        new("/keys", Icons.Material.Outlined.Key, NavText.Keys, "/keys"),
        new("/settings", Icons.Material.Outlined.Tune, NavText.Settings, "/settings"),
        new("/help", Icons.Material.Outlined.HelpOutline, NavText.Help, "/help"),
    ];

    /// <summary>Whether an address belongs to this place.</summary>
    /// <param name="path">The path, from its first slash on.</param>
    public bool Has(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path == Path || (Root.Length > 0 && (path == Root || path.StartsWith(Root + "/", StringComparison.Ordinal)));
    }
}
