// What the pages of experiments have in common.
using DynamoKv.Web.Sessions.Experiments;
using Microsoft.AspNetCore.Components;

namespace DynamoKv.Web.Components.Pages;

/// <summary>A page that shows experiments and follows them while they are being run.</summary>
public abstract class ExperimentView : ComponentBase, IDisposable
{
    [Inject]
    private IServiceProvider Services { get; set; } = null!;

    /// <summary>The server's experiments; null: this server makes none.</summary>
    protected ExperimentDesk? Desk { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        if (Desk is { } desk)
            desk.Changed -= OnChanged;
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Desk = Services.GetService<ExperimentDesk>();
        if (Desk is { } desk)
            desk.Changed += OnChanged;
    }

    /// <inheritdoc/>
    protected override void OnParametersSet() => Load();

    /// <summary>Reads what is shown.</summary>
    protected abstract void Load();

    private void OnChanged() => _ = InvokeAsync(() =>
    {
        Load();
        StateHasChanged();
    });
}
