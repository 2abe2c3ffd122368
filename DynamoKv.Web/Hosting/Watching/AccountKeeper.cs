// Keeps what a node says of itself fresh for a collector that is sent to.
namespace DynamoKv.Web.Hosting.Watching;

/// <summary>Asks the node every few seconds: a collector that is sent to never asks.</summary>
internal sealed class AccountKeeper(NodeAccount account, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var beat = new PeriodicTimer(NodeAccount.Every, time);
        while (await beat.WaitForNextTickAsync(stoppingToken))
        {
            await account.RefreshAsync(stoppingToken);
        }
    }
}
