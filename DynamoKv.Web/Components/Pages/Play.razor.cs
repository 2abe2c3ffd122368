// The first page: the shared run, already at work.
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Web.Components.Panels;
using DynamoKv.Web.Components.Ring;
using DynamoKv.Web.Components.Texts;
using DynamoKv.Web.Components.Viewing;
using DynamoKv.Web.Components.Views;

namespace DynamoKv.Web.Components.Pages;

/// <summary>The first page: the shared run on its ring. Its address names, while paused, the moment.</summary>
public sealed partial class Play
{
    private readonly MotionComposer _composer = new();
    private MotionLayer? _motion;
    private DemoPlan? _plan;
    private RingScene? _scene;
    private (object Nodes, object Faults, object Placement, Key? Key) _sceneOf;
    private bool _isBackgroundShown = true;

    private RingScene Scene
    {
        get
        {
            var placement = Session.PlacementAt(State.Cursor);
            var of = (State.Snapshot.Nodes, State.Snapshot.Faults, placement, Chosen.Key);
            if (_scene is null || _sceneOf != of)
            {
                _sceneOf = of;
                _scene = RingScene.Of(placement, State.Snapshot, Chosen.Key, Session.Options.Quorum.N);
            }

            return _scene;
        }
    }

    private Point[] Places => [.. Scene.Nodes.Select(node => node.Place)];

    /// <inheritdoc/>
    public override string LinkTo(long eventNumber) => Words.Fill("/?e={0}", eventNumber);

    /// <inheritdoc/>
    protected override string Address() => "/";

    /// <inheritdoc/>
    protected override void OnParametersSet() => Show(Registry.Main);

    /// <inheritdoc/>
    protected override void Forget()
    {
        base.Forget();
        _plan = null;
        _scene = null;
    }

    /// <summary>The question and the first choice of a key and a node follow the story.</summary>
    protected override void Follow()
    {
        _plan = DemoPlan.Next(_plan, State.Snapshot, Session.Options.Quorum);
        Chosen = Chosen with
        {
            Key = Chosen.Key ?? _plan?.Key,
            Node = Chosen.Node ?? (IsLive ? (Accounts is [var first, ..] ? first.Self : null) : _plan?.Victim),
        };
    }

    /// <inheritdoc/>
    protected override async ValueTask MoveAsync(RunViewer viewer)
    {
        if (_motion is { IsReady: true } motion && _composer.Compose(viewer) is { } frame)
        {
            await motion.PushAsync(frame);
        }
    }

    private void SelectNode(NodeId node) => Chosen = Chosen with { Node = node };

    private void SelectKey(Key key) => Chosen = Chosen with { Key = key };

    private async Task ShowBackgroundAsync(bool isShown)
    {
        _isBackgroundShown = isShown;
        if (_motion is { } motion)
        {
            await motion.ShowBackgroundAsync(isShown);
        }
    }
}
