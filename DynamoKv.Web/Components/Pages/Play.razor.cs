// The page of a run: owns the viewer and shows what it sees.
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Web.Components.Layout;
using DynamoKv.Web.Components.Panels;
using DynamoKv.Web.Components.Ring;
using DynamoKv.Web.Components.Texts;
using DynamoKv.Web.Components.Viewing;
using DynamoKv.Web.Sessions;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace DynamoKv.Web.Components.Pages;

/// <summary>The page of a run. Its address names the run and, while paused, the moment.</summary>
public sealed partial class Play : IAsyncDisposable
{
    private readonly ContextMemory _contexts = new();
    private readonly MotionComposer _composer = new();
    private RunViewer? _viewer;
    private MotionLayer? _motion;
    private RequestPanel? _request;
    private DemoPlan? _plan;
    private NodeId? _node;
    private Key? _key;
    private RingScene? _scene;
    private (object Nodes, object Faults, object Placement, Key? Key) _sceneOf;
    private IReadOnlyList<NodeSnapshot> _accounts = [];
    private bool _isTable;
    private bool _isOpen;
    private bool _isBackgroundShown = true;

    /// <summary>The run's name; null: the shared one.</summary>
    [Parameter]
    public string? Run { get; set; }

    /// <summary>The event at which to stand, paused; null: now, playing.</summary>
    [SupplyParameterFromQuery(Name = "e")]
    public long? Event { get; set; }

    /// <summary>The frame around the page, which holds the help.</summary>
    [CascadingParameter]
    public MainLayout? Frame { get; set; }

    [Inject]
    private IRunRegistry Registry { get; set; } = null!;

    [Inject]
    private PageRuns Runs { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    [Inject]
    private CircuitPresence Presence { get; set; } = null!;

    [Inject]
    private ISnackbar Notices { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private RunViewer Viewer => _viewer ?? throw new InvalidOperationException("No run is on show.");

    private ViewerState State => Viewer.State;

    private IClusterSession Session => Viewer.Session;

    private bool CanAct => Session.Controls is not null;

    private bool IsLive => Session.Mode == SessionMode.Live;

    private bool CanCommand => CanAct || (IsLive && WhyNot is null);

    /// <summary>A live cluster is changed only by who has typed its name.</summary>
    private string? WhyNot => _isOpen ? null : Session.Limits.Writes;

    private string? Health => _node is { } id && State.Snapshot.Nodes.TryGetValue(id, out var node)
        ? HealthSentence.Of(node, _accounts.FirstOrDefault(account => account.Self == id), State.Now)
        : null;

    private RingScene Scene
    {
        get
        {
            var placement = Session.PlacementAt(State.Cursor);
            var of = (State.Snapshot.Nodes, State.Snapshot.Faults, placement, _key);
            if (_scene is null || _sceneOf != of)
            {
                _sceneOf = of;
                _scene = RingScene.Of(placement, State.Snapshot, _key, Session.Options.Quorum.N);
            }

            return _scene;
        }
    }

    private Point[] Places => [.. Scene.Nodes.Select(node => node.Place)];

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        var session = Run is null ? Registry.Main : Registry.Find(Run);
        if (session != _viewer?.Session)
        {
            Show(session);
        }
        else if (_viewer is not null && Event is { } number && number != State.Cursor)
        {
            _viewer.Seek(number);
        }
    }

    private void Show(IClusterSession? session)
    {
        _viewer?.Dispose();
        _viewer = session is null ? null : new RunViewer(session, Time, Event);
        _contexts.Clear();
        _plan = null;
        _scene = null;
        _key = null;
        _node = null;
        FollowStory();
    }

    /// <summary>After the cursor moved: the question and the first choice of a key and a node follow.</summary>
    private void FollowStory()
    {
        if (_viewer is null)
        {
            return;
        }

        _accounts = [.. Session.Current.Head.Nodes.Keys.Select(Session.Inspect).OfType<NodeSnapshot>()];
        _plan = DemoPlan.Next(_plan, State.Snapshot, Session.Options.Quorum);
        _key ??= _plan?.Key;
        _node ??= IsLive ? (_accounts is [var first, ..] ? first.Self : null) : _plan?.Victim;
    }

    private string LinkTo(long number) => Words.Fill("{0}?e={1}", PathOf(Session), number);

    private static string PathOf(IClusterSession session) =>
        session.Name == RunBar.MainName ? "/" : Words.Fill("/lab/{0}", Uri.EscapeDataString(session.Name));

    private void SelectNode(NodeId node) => _node = node;

    private void SelectKey(Key key) => _key = key;

    private void ToggleTable() => _isTable = !_isTable;
}
