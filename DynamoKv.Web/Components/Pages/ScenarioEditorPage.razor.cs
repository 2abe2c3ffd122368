// Writing a scenario.
using DynamoKv.Engine.Scenarios.Shapes;
using DynamoKv.Web.Components.Scenarios;
using DynamoKv.Web.Components.Texts;
using DynamoKv.Web.Sessions;
using DynamoKv.Web.Sessions.Library;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using MudBlazor;

namespace DynamoKv.Web.Components.Pages;

/// <summary>Writing a scenario: what is wrong never runs and is never saved.</summary>
public sealed partial class ScenarioEditorPage
{
    /// <summary>The id of a scenario that is not written yet.</summary>
    public const string NewId = "new";

    private ScenarioDraft? _draft;
    private TextEditor? _editor;
    private string? _shownId;
    private string? _refusal;
    private bool _canReplace;

    /// <summary>Which scenario.</summary>
    [Parameter]
    public string Id { get; set; } = NewId;

    [Inject]
    private ScenarioLibrary Library { get; set; } = null!;

    [Inject]
    private ScenarioDrafts Drafts { get; set; } = null!;

    [Inject]
    private IRunRegistry Registry { get; set; } = null!;

    [Inject]
    private PageRuns Runs { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private ISnackbar Notices { get; set; } = null!;

    private ScenarioDraft Draft => _draft ?? throw new InvalidOperationException("No scenario is open.");

    private string Heading => Id == NewId ? EditorText.Title : Words.Fill(EditorText.TitleOf, Draft.Form?.Name ?? Id);

    private string? Problem => Draft.Reading.Problems is [var first, ..] ? $"{Words.Fill(EditorText.Line, first.At.Line)}: {first.Reason}" : null;

    private string? WhyNotRun => Registry.Main.Mode == SessionMode.Live ? LibraryText.LiveReason
        : Problem is { } problem ? Words.Fill(EditorText.RunReason, problem)
        : null;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (_shownId == Id)
        {
            return;
        }

        _shownId = Id;
        _refusal = null;
        var entry = Id == NewId ? null : Library.Find(Id);
        _draft = Id != NewId && entry is null ? null : Drafts.Open(Id, () => entry?.Text ?? FreshScenario.Text);
    }

    private void Type(string text) => Draft.Type(text);

    private void Refresh() => _refusal = null;

    private Task GoToAsync(ScenarioProblem problem) => _editor?.GoToAsync(problem.At.Line, problem.At.Column) ?? Task.CompletedTask;

    private Task DownloadAsync() => _editor?.DownloadAsync($"{Draft.Form?.Name ?? NewId}.yaml") ?? Task.CompletedTask;

    private void Run()
    {
        if (WhyNotRun is not null || Draft.Reading.File is not { } file)
        {
            return;
        }

        try
        {
            var session = Runs.Open(() => Registry.Create(file, seed: null));
            if (file.Repeat > 1)
            {
                Notices.Add(Words.Fill(LibraryText.FirstSeed, file.Repeat), Severity.Info);
            }

            Navigation.NavigateTo(Words.Fill("/lab/{0}", Uri.EscapeDataString(session.Name)));
        }
        catch (Exception refused) when (refused is ArgumentException or InvalidOperationException or RunLimitException or NotSimulatedException)
        {
            Refuse(EditorText.NotRun, refused.Message);
        }
    }

    private void Save(bool mayReplace)
    {
        _canReplace = false;
        try
        {
            var isItself = Draft.Reading.File is { } file && Id == ScenarioEntry.MinePrefix + file.Name;
            var entry = Library.Saved.Save(Draft.Text, mayReplace || isItself);
            _refusal = null;
            Draft.NoteSaved();
            Notices.Add(Words.Fill(EditorText.Saved, entry.Name), Severity.Success);
            MoveTo(entry);
        }
        catch (ScenarioRefusedException refused)
        {
            _canReplace = Draft.Reading.File is { } file && Library.Saved.Find(file.Name) is not null;
            Refuse(EditorText.NotSaved, refused.Message);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            Refuse(EditorText.NotSaved, failed.Message);
        }
    }

    private void MoveTo(ScenarioEntry entry)
    {
        if (entry.Id == Id)
        {
            return;
        }

        Drafts.Forget(Id);
        Drafts.Forget(entry.Id);
        Navigation.NavigateTo(Words.Fill("/scenarios/{0}/edit", Uri.EscapeDataString(entry.Id)), replace: true);
    }

    private async Task ImportAsync(InputFileChangeEventArgs args)
    {
        try
        {
            using var reader = new StreamReader(args.File.OpenReadStream(SavedScenarios.MaxTextLength * 4L));
            var text = await reader.ReadToEndAsync();
            if (text.Length > SavedScenarios.MaxTextLength)
            {
                Refuse(EditorText.ImportTooLong, SavedScenarios.MaxTextLength);
                return;
            }

            _refusal = null;
            Draft.Import(text);
        }
        catch (IOException failed)
        {
            Refuse(EditorText.ImportFailed, failed.Message);
        }
    }

    private void Refuse(string template, object reason) => _refusal = Words.Fill(template, reason);
}
