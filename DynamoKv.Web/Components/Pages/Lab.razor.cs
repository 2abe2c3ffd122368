// The workbench of a run.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Components.Viewing;
using DynamoKv.Web.Components.Views;
using DynamoKv.Web.Sessions;
using Microsoft.AspNetCore.Components;

namespace DynamoKv.Web.Components.Pages;

/// <summary>The workbench of a run. Its address names the run, the branch, the views, the choice and, while paused, the moment.</summary>
public sealed partial class Lab : IViewHost
{
    private readonly Dictionary<ViewKind, ViewPane> _panes = [];
    private readonly HashSet<ViewKind> _tables = [];
    private bool _isCausal;
    private string? _goneBranch;
    private IReadOnlyList<ViewKind> _views = ViewList.Read(null);

    /// <summary>The run's name.</summary>
    [Parameter]
    public string Run { get; set; } = string.Empty;

    /// <summary>A fork of the run that is on show; null: the run itself.</summary>
    [SupplyParameterFromQuery(Name = "b")]
    public string? Branch { get; set; }

    /// <summary>The views side by side.</summary>
    [SupplyParameterFromQuery(Name = "v")]
    public string? ViewWords { get; set; }

    /// <summary>What is chosen, but for the key.</summary>
    [SupplyParameterFromQuery(Name = "sel")]
    public string? SelectionWords { get; set; }

    /// <summary>The key that is chosen.</summary>
    [SupplyParameterFromQuery(Name = "k")]
    public string? KeyWord { get; set; }

    /// <inheritdoc/>
    public override string LinkTo(long eventNumber) => AddressAt(eventNumber);

    /// <inheritdoc/>
    public void Select(Selection selection)
    {
        Chosen = selection;
        ShowMoment();
        StateHasChanged();
    }

    /// <inheritdoc/>
    public Task<ClientResponse?> AskAsync(NodeId? via, Func<OperationId, ClientRequest> make) => TryAsync(() => SubmitAsync(via, make));

    /// <inheritdoc/>
    public void ToggleSpacing()
    {
        _isCausal = !_isCausal;
        StateHasChanged();
    }

    /// <inheritdoc/>
    protected override string Address() => AddressAt(null);

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        var branch = Branch is null ? null : Registry.Find(Branch);
        Show(branch ?? Registry.Find(Run));
        _goneBranch = branch is null && HasRun ? Branch : null;
        _views = ViewList.Read(ViewWords);
        Chosen = SelectionText.Read(SelectionWords, KeyWord);
    }

    /// <inheritdoc/>
    protected override void Forget()
    {
        base.Forget();
        _witness = null;
        _judged = [];
    }

    /// <inheritdoc/>
    private protected override string ForkAddress(IClusterSession fork) => AddressOf(fork);

    /// <inheritdoc/>
    protected override void ToggleTable()
    {
        if (_tables.Count == 0)
        {
            _tables.UnionWith(_views);
        }
        else
        {
            _tables.Clear();
        }
    }

    /// <inheritdoc/>
    protected override async ValueTask MoveAsync(RunViewer viewer)
    {
        foreach (var kind in _views)
        {
            if (_panes.GetValueOrDefault(kind)?.Moving is { } moving)
            {
                await moving.MoveAsync(viewer);
            }
        }
    }

    private string AddressAt(long? number) => new MomentAddress(Run, Branch, number, _views, Chosen).Write();

    private ViewContext ContextOf(ViewKind kind) => new(Session, State, Chosen, this)
    {
        IsTable = _tables.Contains(kind),
        IsCausal = _isCausal,
        Witness = _witness,
        WhyNotAct = CanAct ? null : Session.Limits.Faults,
        WhyNotWrite = WhyNot,
    };

    private void ToggleView(ViewKind kind)
    {
        _views = ViewList.Toggle(_views, kind);
        ShowMoment();
    }

    private void ToggleTableOf(ViewKind kind)
    {
        if (!_tables.Remove(kind))
        {
            _tables.Add(kind);
        }
    }

    private void SelectNode(NodeId node) => Select(Chosen with { Node = node });

    private void SelectKey(Key key) => Select(Chosen with { Key = key });
}
