// The parts of a server that make experiments.
using DynamoKv.Engine.Archive;
using DynamoKv.Engine.Archive.Experiments;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DynamoKv.Web.Sessions.Experiments;

/// <summary>The parts of a server that make experiments.</summary>
internal static class ExperimentServices
{
    /// <summary>Adds them, and the archive unless it is there already.</summary>
    public static IServiceCollection AddExperiments(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => Open(provider.GetRequiredService<SimulationOptions>()));
        services.AddSingleton<ExperimentStore>();
        services.AddSingleton<ExperimentDesk>();
        services.AddHostedService<ExperimentWorker>();
        return services;
    }

    private static ArchiveDatabase Open(SimulationOptions options) =>
        options.StoresInMemory ? ArchiveDatabase.InMemory() : ArchiveDatabase.Open(options.DataFolder ?? ServerFolder.StandardRoot());
}
