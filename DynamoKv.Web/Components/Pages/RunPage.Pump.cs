// The part of the page that lets time pass: frames for the browser, and now and then a repaint.
using DynamoKv.Web.Components.Interop;
using DynamoKv.Web.Components.Viewing;
using Microsoft.JSInterop;

namespace DynamoKv.Web.Components.Pages;

public abstract partial class RunPage
{
    /// <summary>Between two frames: at most ten a second.</summary>
    private static readonly TimeSpan FrameInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Between two repaints of the panels: at most four a second.</summary>
    private static readonly TimeSpan PaintInterval = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _stopping = new();
    private Task _pump = Task.CompletedTask;
    private IJSObjectReference? _page;
    private IJSObjectReference? _keys;
    private DotNetObjectReference<RunPage>? _self;
    private bool _wasPlaying;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _stopping.CancelAsync();
        await _pump;
        _viewer?.Dispose();
        if (_keys is { } keys)
        {
            await BrowserCalls.TryAsync(() => keys.InvokeVoidAsync("stop"));
        }

        _self?.Dispose();
        _stopping.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _pump = PumpAsync();
            await BrowserCalls.TryAsync(ListenAsync);
        }
    }

    /// <summary>What moves by itself in the browser is told what is new.</summary>
    protected virtual ValueTask MoveAsync(RunViewer viewer) => ValueTask.CompletedTask;

    private async ValueTask ListenAsync()
    {
        _page = await Browser.InvokeAsync<IJSObjectReference>("import", "./js/page.js");
        _self = DotNetObjectReference.Create(this);
        _keys = await _page.InvokeAsync<IJSObjectReference>("listen", _self);
    }

    /// <summary>Runs on the circuit's own turn: nothing here is shared with other threads.</summary>
    private async Task PumpAsync()
    {
        using var timer = new PeriodicTimer(FrameInterval, Time);
        var paintedAt = Time.GetTimestamp();
        var isDirty = false;
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token))
            {
                isDirty |= await FrameAsync();
                if (isDirty && Time.GetElapsedTime(paintedAt) >= PaintInterval)
                {
                    isDirty = false;
                    paintedAt = Time.GetTimestamp();
                    FollowStory();
                    StateHasChanged();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    private async Task<bool> FrameAsync()
    {
        if (_viewer is not { } viewer || !StayConnected(viewer))
        {
            return false;
        }

        var isChanged = viewer.Advance();
        await MoveAsync(viewer);
        return isChanged;
    }

    /// <summary>While the browser is away the run is not kept awake for it.</summary>
    private bool StayConnected(RunViewer viewer)
    {
        if (Presence.IsConnected)
        {
            if (_wasPlaying)
            {
                _wasPlaying = false;
                viewer.Play();
            }

            return true;
        }

        _wasPlaying |= viewer.State.IsPlaying;
        viewer.Dispose();
        return false;
    }
}
