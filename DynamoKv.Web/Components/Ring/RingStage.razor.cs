// The ring as a view of the workbench.
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Web.Components.Viewing;
using DynamoKv.Web.Components.Views;
using Microsoft.AspNetCore.Components;

namespace DynamoKv.Web.Components.Ring;

/// <summary>The ring as a view of the workbench: picture with moving messages, or table.</summary>
public sealed partial class RingStage : IMovingView
{
    private readonly MotionComposer _composer = new();
    private MotionLayer? _motion;
    private MotionLayer? _told;
    private readonly LogFold<TransferLinks> _transfers = new(() => TransferLinks.None, (links, entries) => links.Apply(entries));
    private RingScene? _scene;
    private (object Nodes, object Faults, object Placement, Key? Key) _sceneOf;
    private bool _isBackgroundShown = true;

    /// <summary>What is seen.</summary>
    [Parameter, EditorRequired]
    public ViewContext Context { get; set; } = null!;

    private Placement Placement => Context.Session.PlacementAt(Context.Cursor);

    private RingScene Scene
    {
        get
        {
            var of = (Context.Snapshot.Nodes, Context.Snapshot.Faults, Placement, Context.Selection.Key);
            if (_scene is null || _sceneOf != of)
            {
                _sceneOf = of;
                _scene = RingScene.Of(Placement, Context.Snapshot, Context.Selection.Key, Context.Session.Options.Quorum.N) with
                {
                    Transfers = [.. _transfers.At(Context.Session, Context.Cursor).Links],
                };
            }

            return _scene;
        }
    }

    private Point[] Places => [.. Scene.Nodes.Select(node => node.Place)];

    /// <inheritdoc/>
    public async ValueTask MoveAsync(RunViewer viewer)
    {
        if (_motion is not { IsReady: true } motion)
        {
            return;
        }

        if (_told != motion)
        {
            _told = motion;
            _composer.Restart();
            await motion.ShowBackgroundAsync(_isBackgroundShown);
        }

        if (_composer.Compose(viewer) is { } frame)
        {
            await motion.PushAsync(frame);
        }
    }

    private void SelectNode(NodeId node) => Context.Host.Select(Context.Selection with { Node = node });

    private void SelectKey(Key key) => Context.Host.Select(Context.Selection with { Key = key });

    private async Task ShowBackgroundAsync(bool isShown)
    {
        _isBackgroundShown = isShown;
        if (_motion is { } motion)
        {
            await motion.ShowBackgroundAsync(isShown);
        }
    }
}
