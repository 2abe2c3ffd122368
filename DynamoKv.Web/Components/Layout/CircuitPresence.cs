// Whether anybody is at the other end of the circuit.
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace DynamoKv.Web.Components.Layout;

/// <summary>Knows whether the circuit's browser is there: a page whose browser is gone stops asking for anything.</summary>
public sealed class CircuitPresence : CircuitHandler
{
    private volatile bool _isConnected = true;

    /// <summary>Whether the browser is there.</summary>
    public bool IsConnected => _isConnected;

    /// <inheritdoc/>
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _isConnected = true;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _isConnected = false;
        return Task.CompletedTask;
    }
}
