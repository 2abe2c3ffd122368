// The runs of this server: those that are open, and those that are only kept.
using DynamoKv.Engine.Archive.Runs;
using DynamoKv.Engine.Scenarios;
using DynamoKv.Engine.Storage;
using DynamoKv.Web.Components.Runs;
using DynamoKv.Web.Components.Texts;
using DynamoKv.Web.Sessions;
using DynamoKv.Web.Sessions.Shelf;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace DynamoKv.Web.Components.Pages;

/// <summary>The runs of this server: opened, compared, deleted.</summary>
public sealed partial class RunsPage
{
    private const string StoredId = "stored-title";
    private const int Page = 25;

    private readonly List<string> _chosen = [];
    private IReadOnlyList<RunLine> _open = [];
    private IReadOnlyList<StoredRun> _stored = [];
    private IReadOnlyList<RunLine> _kept = [];
    private int _most = Page;
    private string? _asked;
    private string? _busy;
    private string? _problem;

    [Inject]
    private IRunRegistry Registry { get; set; } = null!;

    [Inject]
    private PageRuns Runs { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private ISnackbar Notices { get; set; } = null!;

    private bool IsLive => Registry.Main.Mode == SessionMode.Live;

    private (string Id, string Title, IReadOnlyList<RunLine> Lines)[] Tables => [("open-title", RunsText.OpenTitle, _open), (StoredId, RunsText.StoredTitle, _kept)];

    /// <inheritdoc/>
    protected override void OnInitialized() => Load();

    private static string PathOf(string run) => Words.Fill("/lab/{0}", Uri.EscapeDataString(run));

    private void Load() => Try(() =>
    {
        if (!IsLive)
        {
            var all = Registry.Shelf?.All ?? [];
            var open = Registry.All;
            _open = [.. open.Select(session => RunLine.Of(session, all.FirstOrDefault(run => run.Id == session.Keeping.StoredAs)))];
            _stored = [.. all.Where(run => open.All(session => session.Keeping.StoredAs != run.Id))];
            ShowKept();
        }
    });

    private void ShowKept()
    {
        _kept = [.. _stored.Take(_most).Select(run => RunLine.Of(run, FileOf(run.Id)))];
        _chosen.RemoveAll(name => _open.Concat(_kept).All(line => line.Name != name));
    }

    private ScenarioFile? FileOf(long id) => Registry.Shelf?.TextOf(id) is { } text ? ScenarioReader.Read(text).File : null;

    private void More()
    {
        _most += Page;
        Try(ShowKept);
    }

    private void Choose(string name)
    {
        if (!_chosen.Remove(name))
        {
            _chosen.Add(name);
        }
    }

    private Task OpenAsync(RunLine line) => WorkAsync(Words.Fill(RunsText.Opening, line.Name), async () =>
    {
        var session = await SessionOfAsync(line.Name);
        Notices.Add(session is RecordedSession ? session.Limits.Speed ?? RunsText.Recorded : line.IsOpen ? RunsText.WasOpen : RunsText.WentAgain, Severity.Info);
        Navigation.NavigateTo(PathOf(session.Name));
    });

    private Task CompareAsync() => WorkAsync(Words.Fill(RunsText.Opening, string.Join(", ", _chosen)), async () =>
    {
        var (first, second) = (await SessionOfAsync(_chosen[0]), await SessionOfAsync(_chosen[1]));
        Navigation.NavigateTo(Words.Fill("/compare?a={0}&b={1}", Uri.EscapeDataString(first.Name), Uri.EscapeDataString(second.Name)));
    });

    private async Task<IClusterSession> SessionOfAsync(string name)
    {
        if (RunShelf.NumberOf(name) is not { } id)
        {
            return Registry.Find(name) ?? throw new KeyNotFoundException(Words.Fill(CompareText.Gone, name));
        }

        return await Task.Run(() => Runs.Open(() => Registry.Open(id)));
    }

    private void Delete(RunLine line) => Try(() =>
    {
        _asked = null;
        var stored = line.Stored;
        if (Registry.Find(line.Name) is { } session)
        {
            Registry.Close(line.Name);
            stored = session.Keeping.StoredAs;
        }

        if (stored is { } id)
        {
            Registry.DeleteStored(id);
        }

        Load();
    });

    private async Task WorkAsync(string what, Func<Task> work)
    {
        try
        {
            (_problem, _busy) = (null, what);
            await work();
        }
        catch (Exception refused) when (IsRefusal(refused))
        {
            _problem = refused.Message;
        }
        finally
        {
            _busy = null;
        }
    }

    private void Try(Action act)
    {
        try
        {
            _problem = null;
            act();
        }
        catch (Exception refused) when (IsRefusal(refused))
        {
            _problem = refused.Message;
        }
    }

    private static bool IsRefusal(Exception refused) => refused is ArgumentException or KeyNotFoundException or RunLimitException or RunRecordedException
        or StoreFailedException or StoreFullException or NotSimulatedException;
}
