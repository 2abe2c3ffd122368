// One key.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Components.Keys;
using DynamoKv.Web.Components.Layout;
using DynamoKv.Web.Components.Panels;
using DynamoKv.Web.Components.Viewing;
using DynamoKv.Web.Sessions;
using Microsoft.AspNetCore.Components;

namespace DynamoKv.Web.Components.Pages;

/// <summary>One key. While the page is open the run is awake, and what it shows goes along.</summary>
public sealed partial class KeyPage : IAsyncDisposable
{
    /// <summary>How often the page looks whether there is something new.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly ContextMemory _contexts = new();
    private readonly CancellationTokenSource _leaving = new();
    private ImmutableArray<KeyReplica> _replicas = [];
    private KeyHistory _history = new(default);
    private IClusterSession? _shown;
    private IDisposable? _awake;
    private Key _key;
    private string? _bad;
    private bool _isOpen;
    private Task _pump = Task.CompletedTask;

    /// <summary>The key as the router reads it; the address itself is what counts, since a key may have any letter.</summary>
    [Parameter]
    public string? Named { get; set; }

    /// <summary>Which run; null: the shared one.</summary>
    [SupplyParameterFromQuery(Name = "run")]
    public string? Run { get; set; }

    [Inject]
    private IRunRegistry Registry { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private CircuitPresence Presence { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private string Name => KeyLinks.KeyIn(Navigation.Uri);

    private IClusterSession? Session => Run is null ? Registry.Main : Registry.Find(Run);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await _pump;
        _awake?.Dispose();
        _leaving.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var isKey = Key.TryCreate(Name, out var key, out _bad);
        if (!isKey || Session is not { } session || (session == _shown && key == _key))
        {
            return;
        }

        (_shown, _key, _history) = (session, key, new KeyHistory(key));
        _awake?.Dispose();
        _awake = session.KeepAwake();
        await LookAsync(session);
    }

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _pump = PumpAsync();
        }
    }

    private async Task PumpAsync()
    {
        using var timer = new PeriodicTimer(Pause, Time);
        try
        {
            while (await timer.WaitForNextTickAsync(_leaving.Token))
            {
                if (Presence.IsConnected && _shown is { } session)
                {
                    await LookAsync(session);
                    StateHasChanged();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    private async Task LookAsync(IClusterSession session)
    {
        _history.CatchUp(session);
        _replicas = await KeyReplicas.ReadAsync(session, _key, _leaving.Token);
    }

    private Task<ClientResponse?> SubmitAsync(NodeId? via, Func<OperationId, ClientRequest> make) => Session is { } session
        ? Answered(session.SubmitAsync(via, make, _leaving.Token))
        : Task.FromResult<ClientResponse?>(null);

    private static async Task<ClientResponse?> Answered(Task<ClientResponse> answer) => await answer;

    private void Ask(Key key)
    {
        if (key != _key && Session is { } session)
        {
            Navigation.NavigateTo(KeyLinks.Of(session, key));
        }
    }

    private void Choose(string? name) =>
        Navigation.NavigateTo(KeyLinks.Of(Registry.Find(name ?? RunBar.MainName) ?? Registry.Main, _key));
}
