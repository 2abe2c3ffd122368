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
    private Point[] _placed = [];

    /// <summary>Where the nodes stand, in order of their names.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<Point> Places { get; set; } = [];

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    /// <summary>Shows a frame. Returns when the browser has it: a slow browser gets fewer.</summary>
    public async ValueTask PushAsync(MotionFrame frame)
    {
        if (_motion is not { } motion)
        {
            return;
        }

        if (!Places.SequenceEqual(_placed))
        {
            await BrowserCalls.TryAsync(() => motion.InvokeVoidAsync("place", (object)PlacesForBrowser()));
        }

        await BrowserCalls.TryAsync(() => motion.InvokeVoidAsync("frame", frame));
    }

    /// <summary>Draws gossip and the comparing of trees, or leaves them out.</summary>
    public ValueTask ShowBackgroundAsync(bool isShown) => _motion is { } motion
        ? BrowserCalls.TryAsync(() => motion.InvokeVoidAsync("background", isShown))
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
        _motion = await _module.InvokeAsync<IJSObjectReference>("start", _canvas, PlacesForBrowser(), RingGeometry.Size);
    }

    private double[][] PlacesForBrowser()
    {
        _placed = [.. Places];
        return [.. _placed.Select(place => new[] { place.X, place.Y })];
    }
}
