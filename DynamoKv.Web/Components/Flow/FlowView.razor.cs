// The space-time diagram as a view of the workbench.
using System.Collections.Immutable;
using System.Globalization;
using DynamoKv.Engine.Primitives;
using DynamoKv.Web.Components.Views;
using Microsoft.AspNetCore.Components;

namespace DynamoKv.Web.Components.Flow;

/// <summary>The space-time diagram as a view of the workbench. What it shows is a projection of the log up to the cursor; zoom and folding are its own.</summary>
public sealed partial class FlowView
{
    private const int WholeRun = 0;
    private static readonly int[] Depths = [60, 300, 1_000, FlowScene.MaxMessages, WholeRun];

    private FlowScene? _scene;
    private FlowFacts? _facts;
    private (object Session, long Cursor, Instant Now, int Depth, bool IsBackgroundShown, object? Witness) _factsOf;
    private (FlowFacts Facts, Selection Selection, bool IsCausal, object? Witness) _sceneOf;
    private ImmutableArray<FlowSum> _sums = [];
    private ViewContext? _painted;
    private int _depth = Depths[0];
    private bool _isBackgroundShown;
    private bool _hasMore;
    private bool _isChanged = true;

    /// <summary>What is seen.</summary>
    [Parameter, EditorRequired]
    public ViewContext Context { get; set; } = null!;

    private FlowMessage? Chosen => Context.Selection.Message is { } number
        ? Scene.Facts.Messages.FirstOrDefault(message => message.Number == number)
        : null;

    private FlowScene Scene
    {
        get
        {
            var of = (Facts, Context.Selection, Context.IsCausal, (object?)Context.Witness);
            if (_scene is null || _sceneOf != of)
            {
                _sceneOf = of;
                _scene = FlowScene.Of(FlowCones.Mark(Facts, Context.Selection), Context.IsCausal, Context.Witness?.Lines);
            }

            return _scene;
        }
    }

    private FlowFacts Facts
    {
        get
        {
            var of = (Context.Session, Context.Cursor, Context.Now, _depth, _isBackgroundShown, (object?)Context.Witness);
            if (_facts is null || _factsOf != of)
            {
                _factsOf = of;
                Read();
            }

            return _facts!;
        }
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        _isChanged |= Context != _painted;
        _painted = Context;
    }

    /// <inheritdoc/>
    protected override bool ShouldRender() => _isChanged;

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender) => _isChanged = false;

    private void Read()
    {
        var wanted = _depth == WholeRun ? FlowScene.MaxMessages : _depth;
        var window = FlowWindow.Read(Context.Session, Context.Cursor, wanted, _isBackgroundShown, Context.Witness?.Lines.Min());
        var isSummed = _depth == WholeRun && window.HasMore;
        _sums = isSummed ? FlowSum.Of(Context.Session, Context.Cursor, Context.Now) : [];
        _hasMore = window.HasMore;
        _facts = FlowFold.Of(window.Before, isSummed ? [] : window.Entries, Context.Now, _isBackgroundShown);
    }

    private void ChooseDepth(ChangeEventArgs change)
    {
        _depth = int.Parse(change.Value?.ToString() ?? "0", CultureInfo.InvariantCulture);
        _isChanged = true;
    }

    private void ShowBackground(ChangeEventArgs change)
    {
        _isBackgroundShown = change.Value is true;
        _isChanged = true;
    }

    /// <summary>From the whole run to a part of it.</summary>
    private void GoTo(long number)
    {
        _depth = Depths[1];
        _isChanged = true;
        Context.Host.Seek(number);
    }

    /// <summary>A place in the picture was clicked where nothing can be pointed at.</summary>
    private void Seek(double share)
    {
        var span = (Facts.End - Facts.Start) * Math.Clamp(share, 0, 1);
        GoTo(Context.Session.EventAt(Facts.Start + span));
    }
}
