// The keys of a cluster, a page at a time.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;
using DynamoKv.Web.Components.Keys;
using DynamoKv.Web.Components.Panels;
using DynamoKv.Web.Sessions;
using Microsoft.AspNetCore.Components;

namespace DynamoKv.Web.Components.Pages;

/// <summary>The keys of a cluster, a page at a time. It always says who was asked.</summary>
public sealed partial class KeysPage : IDisposable
{
    /// <summary>The most keys of a page.</summary>
    public const int PageSize = 50;

    private const int LongestValue = 60;
    private readonly CancellationTokenSource _leaving = new();
    private ListedKeys? _page;
    private IClusterSession? _shown;
    private string _prefix = string.Empty;
    private string _shownPrefix = string.Empty;
    private string _name = string.Empty;
    private string? _problem;
    private bool _isFirst = true;
    private bool _isBusy;

    /// <summary>Which run; null: the shared one.</summary>
    [SupplyParameterFromQuery(Name = "run")]
    public string? Run { get; set; }

    [Inject]
    private IRunRegistry Registry { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private IClusterSession? Session => Run is null ? Registry.Main : Registry.Find(Run);

    /// <inheritdoc/>
    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (Session is { } session && session != _shown)
        {
            _shown = session;
            await FirstAsync();
        }
    }

    private Task FirstAsync() => LoadAsync(null);

    private async Task LoadAsync(Key? after)
    {
        if (Session is not { } session || _isBusy)
        {
            return;
        }

        _isBusy = true;
        _problem = null;
        try
        {
            await session.RefreshAsync(_leaving.Token);
            _page = await KeyListing.ReadAsync(session, session.Current.Head, _prefix, after, PageSize, _leaving.Token);
            (_isFirst, _shownPrefix) = (after is null, _prefix);
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
        catch (Exception failed) when (failed is NodeSilentException or NodeDownException or RunStoppedException or TimeoutException)
        {
            _problem = failed.Message;
        }
        finally
        {
            _isBusy = false;
        }
    }

    private void Open()
    {
        if (Key.TryCreate(_name, out var key, out _problem) && Session is { } session)
        {
            Navigation.NavigateTo(KeyLinks.Of(session, key));
        }
    }

    private void Choose(string? name) => Navigation.NavigateTo(Registry.Find(name ?? RunBar.MainName) is { } session ? KeyLinks.Of(session) : "/keys");

    private static string ShortValue(Sibling sibling) => AnswerText.Value(sibling) is var text && text.Length > LongestValue ? text[..LongestValue] + "…" : text;
}
