// The space-time diagram as a picture.
using System.Globalization;
using DynamoKv.Engine.Projections;
using DynamoKv.Web.Components.Interop;
using DynamoKv.Web.Components.Texts;
using DynamoKv.Web.Components.Views;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace DynamoKv.Web.Components.Flow;

/// <summary>The space-time diagram as a picture. Pan, zoom and hover stay in the browser.</summary>
public sealed partial class FlowPicture : IAsyncDisposable
{
    /// <summary>The room for the lanes' names.</summary>
    private const double Left = 96;

    /// <summary>The room behind the moment on show.</summary>
    private const double Right = 14;

    /// <summary>For more entries the cones are not worked out while pointing.</summary>
    private const int MaxOrder = 6_000;

    private ElementReference _host;
    private IJSObjectReference? _module;
    private IJSObjectReference? _flow;
    private DotNetObjectReference<FlowPicture>? _self;
    private FlowOrder? _told;

    /// <summary>What to show.</summary>
    [Parameter, EditorRequired]
    public FlowScene Scene { get; set; } = null!;

    /// <summary>What is seen.</summary>
    [Parameter, EditorRequired]
    public ViewContext Context { get; set; } = null!;

    /// <summary>Whether all entries are equally far from each other.</summary>
    [Parameter]
    public bool IsCausal { get; set; }

    /// <summary>A place was clicked where nothing can be pointed at: its share of the width.</summary>
    [Parameter]
    public EventCallback<double> OnPlace { get; set; }

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    private string DetailWord => Scene.Detail.ToString().ToLowerInvariant();

    /// <summary>Times under the picture; when entries are equally far from each other, only the two ends have one.</summary>
    private IEnumerable<(double X, string Name)> Ticks => (IsCausal ? [0, 1] : (double[])[0, 0.25, 0.5, 0.75, 1]).Select(share =>
        (share * FlowScale.Width, Words.Seconds(Scene.Facts.Start + ((Scene.Facts.End - Scene.Facts.Start) * share))));

    /// <summary>The picture was clicked where nothing can be pointed at.</summary>
    [JSInvokable]
    public Task OnPlaceAsync(double share) => OnPlace.InvokeAsync(share);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_flow is { } flow)
        {
            await BrowserCalls.TryAsync(() => flow.InvokeVoidAsync("stop"));
            await BrowserCalls.TryAsync(flow.DisposeAsync);
        }

        if (_module is { } module)
        {
            await BrowserCalls.TryAsync(module.DisposeAsync);
        }

        _self?.Dispose();
    }

    /// <inheritdoc/>
    protected override Task OnAfterRenderAsync(bool firstRender) => firstRender
        ? BrowserCalls.TryAsync(StartAsync).AsTask()
        : BrowserCalls.TryAsync(TellAsync).AsTask();

    private async ValueTask StartAsync()
    {
        _module = await Browser.InvokeAsync<IJSObjectReference>("import", "./js/flow.js");
        _self = DotNetObjectReference.Create(this);
        _flow = await _module.InvokeAsync<IJSObjectReference>("start", _host, _self);
        await TellAsync();
    }

    /// <summary>While the picture stands still the browser gets the order of causes, so that pointing at something shows its cones.</summary>
    private async ValueTask TellAsync()
    {
        var order = Scene.Facts.Order;
        if (_flow is { } flow && !Context.State.IsPlaying && order != _told && order.Causes.Count <= MaxOrder)
        {
            _told = order;
            await flow.InvokeVoidAsync("order", order.First, order.Causes, order.Previous);
        }
    }

    private void Choose(FlowMessage message) => Context.Host.Select(Context.Selection with
    {
        Message = message.Number,
        Event = null,
        Operation = message.Operation ?? Context.Selection.Operation,
    });

    private void Choose(FlowMark mark) => Context.Host.Select(Context.Selection with { Event = mark.Event, Message = null, Node = mark.Node });

    private void Choose(FlowBar bar) => Context.Host.Select(Context.Selection with
    {
        Operation = bar.Operation,
        Key = bar.Key,
        Message = null,
        Event = null,
    });

    private static string MarkerOf(FlowMessage message) => message.State switch
    {
        FlowState.Delivered => "flow-arrow",
        FlowState.InFlight => "flow-open",
        _ => "flow-cross",
    };

    private static string WordOf(FlowMessage message)
    {
        var word = FlowNames.Word(message.Look);
        word = message.State == FlowState.Dropped ? Words.Fill("{0} ✕ {1}", word, FlowNames.Reason(message.Reason)) : word;
        return message.CopyOf is null ? word : word + " ²";
    }

    private static string StateClass(FlowBar bar) => bar.State switch
    {
        OperationState.Running => "is-waiting",
        OperationState.Succeeded => "is-done",
        OperationState.Failed => "is-failed",
        _ => "is-in-doubt",
    };

    private static string? RelationClass(FlowRelation relation) => relation switch
    {
        FlowRelation.Chosen => "is-chosen",
        FlowRelation.Past => "is-past",
        FlowRelation.Future => "is-future",
        _ => null,
    };

    private static string NameOf(FlowSpan span) =>
        span.Kind == FlowSpanKind.Missing ? Words.Fill(FlowText.NoTraceFrom, span.Node) : FlowNames.Of(span.Kind);

    private static string TitleOf(FlowSpan span) =>
        span.Reason ?? Words.Fill(FlowText.SpanLine, span.Node, FlowNames.Of(span.Kind), Words.Seconds(span.From));

    private static string Short(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";

    private static string Text(double coordinate) => coordinate.ToString("0.##", CultureInfo.InvariantCulture);
}
