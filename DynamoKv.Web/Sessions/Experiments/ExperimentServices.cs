// The parts of a server that make experiments.
using DynamoKv.Engine.Archive.Experiments;

namespace DynamoKv.Web.Sessions.Experiments;

/// <summary>The parts of a server that make experiments.</summary>
internal static class ExperimentServices
{
    /// <summary>Adds them; the archive is there.</summary>
    public static IServiceCollection AddExperiments(this IServiceCollection services)
    {
        services.AddSingleton<ExperimentStore>();
        services.AddSingleton<ExperimentDesk>();
        services.AddHostedService<ExperimentWorker>();
        return services;
    }
}
