// The frame of every page.
using DynamoKv.Web.Components.Interop;
using DynamoKv.Web.Components.Panels;
using DynamoKv.Web.Components.Settings;
using DynamoKv.Web.Components.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace DynamoKv.Web.Components.Layout;

/// <summary>The frame of every page: bar, theme, help. Light and dark follow the system until a person chooses.</summary>
public sealed partial class MainLayout : IAsyncDisposable
{
    private MudThemeProvider _theme = null!;
    private HelpDialog? _help;
    private DotNetObjectReference<MainLayout>? _self;
    private IJSObjectReference? _helpKey;
    private bool _isSystemDark;
    private bool _isReady;

    [Inject]
    private BrowserSettings Settings { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private bool IsDark => Settings.Current.IsDark(_isSystemDark);

    private string ThemeLabel => IsDark ? ShellText.ToLight : ShellText.ToDark;

    // With a <base>, a bare "#content" would leave the page.
    private string SkipTarget => new Uri(Navigation.Uri).GetLeftPart(UriPartial.Query) + "#content";

    /// <summary>Opens the help.</summary>
    [JSInvokable]
    public void ShowHelp() => _help?.Show();

    /// <summary>Closes the help if it is open.</summary>
    [JSInvokable]
    public void HideHelp() => _help?.Hide();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Settings.Changed -= Repaint;
        if (_helpKey is { } key)
        {
            await BrowserCalls.TryAsync(() => key.InvokeVoidAsync("stop"));
        }

        _self?.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => Settings.Changed += Repaint;

    /// <inheritdoc/>
    protected override Task OnAfterRenderAsync(bool firstRender) =>
        firstRender ? BrowserCalls.TryAsync(ReadSettingsAsync).AsTask() : Task.CompletedTask;

    private async ValueTask ReadSettingsAsync()
    {
        await Settings.ReadAsync();
        _isSystemDark = await _theme.GetSystemDarkModeAsync();
        await _theme.WatchSystemDarkModeAsync(FollowSystemAsync);
        _self = DotNetObjectReference.Create(this);
        _helpKey = await Settings.HearHelpAsync(_self);
        _isReady = true;
        StateHasChanged();
    }

    private Task FollowSystemAsync(bool isDark)
    {
        _isSystemDark = isDark;
        StateHasChanged();
        return Task.CompletedTask;
    }

    private void Repaint() => InvokeAsync(StateHasChanged);

    private Task ToggleThemeAsync() => Settings.ChooseAsync(settings => settings with
    {
        Theme = IsDark ? ThemeChoice.Light : ThemeChoice.Dark,
        IsProjector = false,
    });
}
