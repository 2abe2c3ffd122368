// Works through the line of experiments.
using DynamoKv.Engine.Storage;

namespace DynamoKv.Web.Sessions.Experiments;

/// <summary>Works through the line of experiments, one at a time, on half of the processors.</summary>
internal sealed class ExperimentWorker(ExperimentDesk desk, ILogger<ExperimentWorker> log) : BackgroundService
{
    private static readonly int Parallel = Math.Max(1, Environment.ProcessorCount / 2);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // the server starts meanwhile
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (desk.TakeNext() is { } next && !stoppingToken.IsCancellationRequested)
                    await desk.RunAsync(next, Parallel, stoppingToken);
            }
            catch (StoreFailedException failed)
            {
                log.LogWarning("Experiments wait, the archive does not take them: {Reason}", failed.Message);
            }

            await desk.WaitAsync(stoppingToken);
        }
    }
}
