// The frame of every page.
using DynamoKv.Web.Components.Interop;
using DynamoKv.Web.Components.Panels;
using DynamoKv.Web.Components.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace DynamoKv.Web.Components.Layout;

/// <summary>The frame of every page: bar, theme, help. Light and dark follow the system until a person chooses.</summary>
public sealed partial class MainLayout : IAsyncDisposable
{
    private const string DarkName = "dark";
    private const string LightName = "light";
    private MudThemeProvider _theme = null!;
    private HelpDialog? _help;
    private IJSObjectReference? _page;
    private bool _isDark;
    private bool _isReady;
    private bool _isChosen;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private string ThemeLabel => _isDark ? ShellText.ToLight : ShellText.ToDark;

    // With a <base>, a bare "#content" would leave the page.
    private string SkipTarget => new Uri(Navigation.Uri).GetLeftPart(UriPartial.Query) + "#content";

    /// <summary>Opens the help.</summary>
    public void ShowHelp() => _help?.Show();

    /// <summary>Closes the help if it is open.</summary>
    public void HideHelp() => _help?.Hide();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_page is { } page)
        {
            await BrowserCalls.TryAsync(page.DisposeAsync);
        }
    }

    /// <inheritdoc/>
    protected override Task OnAfterRenderAsync(bool firstRender) =>
        firstRender ? BrowserCalls.TryAsync(ReadThemeAsync).AsTask() : Task.CompletedTask;

    private async ValueTask ReadThemeAsync()
    {
        _page = await Browser.InvokeAsync<IJSObjectReference>("import", "./js/page.js");
        var kept = await _page.InvokeAsync<string?>("readTheme");
        _isChosen = kept is not null;
        _isDark = kept is null ? await _theme.GetSystemDarkModeAsync() : kept == DarkName;
        await _theme.WatchSystemDarkModeAsync(FollowSystemAsync);
        _isReady = true;
        StateHasChanged();
    }

    private Task FollowSystemAsync(bool isDark)
    {
        if (!_isChosen)
        {
            _isDark = isDark;
            StateHasChanged();
        }

        return Task.CompletedTask;
    }

    private async Task ToggleThemeAsync()
    {
        _isDark = !_isDark;
        _isChosen = true;
        if (_page is { } page)
        {
            await BrowserCalls.TryAsync(() => page.InvokeVoidAsync("keepTheme", _isDark ? DarkName : LightName));
        }
    }
}
