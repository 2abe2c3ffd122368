// The archive among the server's services.
using DynamoKv.Engine.Archive;
using DynamoKv.Engine.Archive.Runs;
using DynamoKv.Web.Sessions;
using DynamoKv.Web.Sessions.Shelf;

namespace DynamoKv.Web.Hosting;

/// <summary>The archive among the server's services: a file in the data folder, or gone with the server where rows are kept in memory.</summary>
internal static class ArchiveServices
{
    public static void AddArchive(this IServiceCollection services)
    {
        services.AddSingleton(parts => Open(parts.GetRequiredService<SimulationOptions>()));
        services.AddSingleton<RunArchive>();
        services.AddSingleton(parts => parts.GetRequiredService<SimulationOptions>().Retention);
        services.AddSingleton<RunShelf>();
    }

    private static ArchiveDatabase Open(SimulationOptions options) =>
        options.StoresInMemory ? ArchiveDatabase.InMemory() : ArchiveDatabase.Open(options.DataFolder ?? ServerFolder.StandardRoot());
}
