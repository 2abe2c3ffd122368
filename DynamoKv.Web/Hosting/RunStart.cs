// Makes the main run before the first request.
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Hosting;

/// <summary>Makes the main run when the server starts, so that a data folder that can't be used is found then.</summary>
internal sealed class RunStart(IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<IRunRegistry>();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
