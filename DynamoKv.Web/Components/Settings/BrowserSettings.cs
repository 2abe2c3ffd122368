// What the person at this browser has chosen.
using DynamoKv.Web.Components.Interop;
using Microsoft.JSInterop;

namespace DynamoKv.Web.Components.Settings;

/// <summary>What the person at this browser has chosen: kept in the browser, one object a circuit.</summary>
/// <param name="browser">The browser.</param>
public sealed class BrowserSettings(IJSRuntime browser) : IAsyncDisposable
{
    private IJSObjectReference? _module;

    /// <summary>What holds now.</summary>
    public ViewSettings Current { get; private set; } = new();

    /// <summary>Something else was chosen.</summary>
    public event Action? Changed;

    /// <summary>Asks the browser what it keeps, once.</summary>
    public async ValueTask ReadAsync()
    {
        if (_module is null)
        {
            _module = await browser.InvokeAsync<IJSObjectReference>("import", "./js/settings.js");
            Current = ViewSettings.Read(await _module.InvokeAsync<string?>("read"));
            await ApplyAsync(_module);
        }
    }

    /// <summary>Has the browser tell when somebody asks for the help by its key; null: the browser is gone.</summary>
    /// <param name="receiver">Has a method ShowHelp.</param>
    public async ValueTask<IJSObjectReference?> HearHelpAsync<T>(DotNetObjectReference<T> receiver)
        where T : class => _module is { } module ? await module.InvokeAsync<IJSObjectReference>("hearHelp", receiver) : null;

    /// <summary>Chooses, and has the browser keep it.</summary>
    public async Task ChooseAsync(Func<ViewSettings, ViewSettings> choose)
    {
        ArgumentNullException.ThrowIfNull(choose);
        Current = choose(Current);
        Changed?.Invoke();
        if (_module is { } module)
        {
            await BrowserCalls.TryAsync(() => module.InvokeVoidAsync("keep", Current.Write()));
            await BrowserCalls.TryAsync(() => ApplyAsync(module));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_module is { } module)
        {
            await BrowserCalls.TryAsync(module.DisposeAsync);
        }
    }

    private ValueTask ApplyAsync(IJSObjectReference module) =>
        module.InvokeVoidAsync("apply", Current.IsStill, Current.HasLetterKeys, Current.IsProjector);
}
