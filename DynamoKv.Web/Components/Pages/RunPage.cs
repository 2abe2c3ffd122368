// What the pages of a run share: a viewer on it, what is chosen, and what can be done.
using DynamoKv.Engine.Node;
using DynamoKv.Web.Components.Layout;
using DynamoKv.Web.Components.Panels;
using DynamoKv.Web.Components.Texts;
using DynamoKv.Web.Components.Viewing;
using DynamoKv.Web.Components.Views;
using DynamoKv.Web.Sessions;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace DynamoKv.Web.Components.Pages;

/// <summary>A page that shows a run at a moment. It owns the viewer; its address names the run and, while paused, the moment.</summary>
public abstract partial class RunPage : ComponentBase, IAsyncDisposable
{
    private RunViewer? _viewer;

    /// <summary>The event at which to stand, paused; null: now, playing.</summary>
    [SupplyParameterFromQuery(Name = "e")]
    public long? Event { get; set; }

    /// <summary>The frame around the page, which holds the help.</summary>
    [CascadingParameter]
    public MainLayout? Frame { get; set; }

    [Inject]
    private protected IRunRegistry Registry { get; set; } = null!;

    [Inject]
    private protected PageRuns Runs { get; set; } = null!;

    [Inject]
    private protected NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private protected IJSRuntime Browser { get; set; } = null!;

    [Inject]
    private protected CircuitPresence Presence { get; set; } = null!;

    [Inject]
    private protected ISnackbar Notices { get; set; } = null!;

    [Inject]
    private protected TimeProvider Time { get; set; } = null!;

    private protected bool HasRun => _viewer is not null;

    private protected RunViewer Viewer => _viewer ?? throw new InvalidOperationException("No run is on show.");

    private protected ViewerState State => Viewer.State;

    private protected IClusterSession Session => Viewer.Session;

    /// <summary>What is chosen.</summary>
    private protected Selection Chosen { get; set; } = Selection.None;

    /// <summary>The contexts that reads have brought back.</summary>
    private protected ContextMemory Contexts { get; } = new();

    /// <summary>What nodes say of themselves now.</summary>
    private protected IReadOnlyList<NodeSnapshot> Accounts { get; private set; } = [];

    /// <summary>The form that asks the cluster.</summary>
    private protected RequestPanel? Form { get; set; }

    private protected bool IsTable { get; set; }

    /// <summary>Whether the name of a live cluster was typed.</summary>
    private protected bool IsOpen { get; set; }

    private protected bool CanAct => Session.Controls is not null;

    private protected bool IsLive => Session.Mode == SessionMode.Live;

    private protected bool CanCommand => CanAct || (IsLive && WhyNot is null);

    /// <summary>A live cluster is changed only by who has typed its name.</summary>
    private protected string? WhyNot => IsOpen ? null : Session.Limits.Writes;

    private protected string? Health => Chosen.Node is { } id && State.Snapshot.Nodes.TryGetValue(id, out var node)
        ? HealthSentence.Of(node, Accounts.FirstOrDefault(account => account.Self == id), State.Now)
        : null;

    /// <summary>The address of the run as it is shown, without a moment.</summary>
    protected abstract string Address();

    /// <summary>The address of the moment of an event.</summary>
    public abstract string LinkTo(long eventNumber);

    /// <summary>Shows a run; null: there is none.</summary>
    private protected void Show(IClusterSession? session)
    {
        if (session is not null && session == _viewer?.Session)
        {
            if (Event is { } number && number != State.Cursor)
            {
                _viewer.Seek(number);
            }

            return;
        }

        _viewer?.Dispose();
        _viewer = session is null ? null : new RunViewer(session, Time, Event);
        Contexts.Clear();
        Forget();
        FollowStory();
    }

    /// <summary>Another run is on show: what was remembered of the last one is nothing any more.</summary>
    protected virtual void Forget() => Chosen = Selection.None;

    /// <summary>After the cursor moved.</summary>
    protected virtual void Follow()
    {
    }

    /// <summary>Pictures become tables, and back.</summary>
    protected virtual void ToggleTable() => IsTable = !IsTable;

    /// <summary>Escape was pressed.</summary>
    protected virtual void LetGo()
    {
    }

    private void FollowStory()
    {
        if (_viewer is not null)
        {
            Accounts = [.. Session.Current.Head.Nodes.Keys.Select(Session.Inspect).OfType<NodeSnapshot>()];
            Follow();
        }
    }

    /// <summary>Where a fork is shown.</summary>
    private protected virtual string ForkAddress(IClusterSession fork) => PathOf(fork);

    /// <summary>The page of a run.</summary>
    private protected static string PathOf(IClusterSession session) =>
        Words.Fill("/lab/{0}", Uri.EscapeDataString(session.Name));
}
