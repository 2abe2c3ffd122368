// The library of scenarios.
using DynamoKv.Web.Components.Texts;
using DynamoKv.Web.Sessions;
using DynamoKv.Web.Sessions.Library;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace DynamoKv.Web.Components.Pages;

/// <summary>The library of scenarios: search, run, copy, edit, delete.</summary>
public sealed partial class ScenariosPage
{
    private IReadOnlyList<ScenarioEntry> _entries = [];
    private string _wanted = string.Empty;
    private ScenarioGroup _group;
    private string? _problem;

    private enum ScenarioGroup
    {
        All,
        BuiltIn,
        Famous,
        Mine,
    }

    [Inject]
    private ScenarioLibrary Library { get; set; } = null!;

    [Inject]
    private IRunRegistry Registry { get; set; } = null!;

    [Inject]
    private PageRuns Runs { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private ISnackbar Notices { get; set; } = null!;

    private static (ScenarioGroup Group, string Text)[] Groups =>
    [
        (ScenarioGroup.All, LibraryText.All), (ScenarioGroup.BuiltIn, LibraryText.BuiltIn), (ScenarioGroup.Famous, LibraryText.Famous), (ScenarioGroup.Mine, LibraryText.Mine),
    ];

    private string? WhyNot => Registry.Main.Mode == SessionMode.Live ? LibraryText.LiveReason : null;

    private IReadOnlyList<ScenarioEntry> Shown => [.. _entries.Where(entry => Belongs(entry, _group) && entry.Has(_wanted))];

    private bool IsMineEmpty => _group == ScenarioGroup.Mine && !_entries.Any(entry => entry.Origin == ScenarioOrigin.Mine);

    private string NothingTitle => _entries.Count == 0 ? LibraryText.NoneAtAll : IsMineEmpty ? LibraryText.NoneMine : LibraryText.NoneFound;

    private string NothingDetail => _entries.Count == 0 ? LibraryText.NoneAtAllDetail : IsMineEmpty ? LibraryText.NoneMineDetail : LibraryText.NoneFoundDetail;

    /// <inheritdoc/>
    protected override void OnInitialized() => Load();

    private static bool Belongs(ScenarioEntry entry, ScenarioGroup group) => group switch
    {
        ScenarioGroup.BuiltIn => entry.Origin == ScenarioOrigin.BuiltIn,
        ScenarioGroup.Famous => entry.IsFamous,
        ScenarioGroup.Mine => entry.Origin == ScenarioOrigin.Mine,
        _ => true,
    };

    private void Load()
    {
        try
        {
            _problem = null;
            _entries = Library.All();
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            _problem = failed.Message;
            _entries = Library.BuiltIn.All;
        }
    }

    private void Run(ScenarioEntry entry) => Try(() =>
    {
        var session = Runs.Open(() => Registry.Create(entry.Reading.File!, seed: null));
        Navigation.NavigateTo(Words.Fill("/lab/{0}", Uri.EscapeDataString(session.Name)));
    });

    private void Delete(ScenarioEntry entry) => Try(() =>
    {
        Library.Saved.Delete(entry.Name);
        Load();
    });

    private void Try(Action act)
    {
        try
        {
            act();
        }
        catch (Exception refused) when (refused is ArgumentException or InvalidOperationException or IOException or UnauthorizedAccessException
            or RunLimitException or NotSimulatedException)
        {
            Notices.Add(Words.Fill(LibraryText.Failed, refused.Message), Severity.Warning);
        }
    }
}
