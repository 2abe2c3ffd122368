// The messages on their way: hands frames to the browser, which interpolates.
using DynamoKv.Web.Components.Interop;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace DynamoKv.Web.Components.Ring;

/// <summary>A canvas over the ring. The server never animates: it sends frames, the browser moves.</summary>
public sealed partial class MotionLayer : IAsyncDisposable
{
    private ElementReference _canvas;
    private IJSObjectReference? _module;
    private IJSObjectReference? _motion;

    /// <summary>Where the nodes stand, in order of their names.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<Point> Places { get; set; } = [];

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    /// <summary>Shows a frame. Returns when the browser has it: a slow browser gets fewer.</summary>
    public ValueTask PushAsync(MotionFrame frame) => _motion is { } motion
        ? BrowserCalls.TryAsync(() => motion.InvokeVoidAsync("frame", frame))
        : ValueTask.CompletedTask;

    /// <summary>Whether the browser is ready for frames.</summary>
    public bool IsReady => _motion is not null;

    /// <inheritdoc/>
    protected override bool ShouldRender() => false;

    /// <inheritdoc/>
    protected override Task OnAfterRenderAsync(bool firstRender) => firstRender
        ? BrowserCalls.TryAsync(StartAsync).AsTask()
        : Task.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_motion is { } motion)
        {
            await BrowserCalls.TryAsync(() => motion.InvokeVoidAsync("stop"));
            await BrowserCalls.TryAsync(motion.DisposeAsync);
        }

        if (_module is { } module)
        {
            await BrowserCalls.TryAsync(module.DisposeAsync);
        }
    }

    private async ValueTask StartAsync()
    {
        _module = await Browser.InvokeAsync<IJSObjectReference>("import", "./js/motion.js");
        double[][] places = [.. Places.Select(place => new[] { place.X, place.Y })];
        _motion = await _module.InvokeAsync<IJSObjectReference>("start", _canvas, places, RingGeometry.Size);
    }
}
