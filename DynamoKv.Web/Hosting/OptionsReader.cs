// From configuration to checked options.
using DynamoKv.Engine.Archive.Runs;
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Simulation;
using DynamoKv.Web.Hosting.Security;
using DynamoKv.Web.Hosting.Watching;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Hosting;

/// <summary>Reads and checks the section "DynamoKv". Nothing is applied unless all of it is right.</summary>
public static class OptionsReader
{
    private const int MostReplicas = 16;

    /// <summary>The options of a configuration.</summary>
    /// <exception cref="SettingException">When a setting is wrong or does not exist; names it.</exception>
    public static ServerOptions Read(IConfiguration configuration)
    {
        var reader = new SettingReader(configuration, ServerOptions.Section);
        var isNode = reader.Choice("Mode", "simulation", "node") == "node";
        var quorum = ReadQuorum(reader, isNode ? MostReplicas : DemoScenario.Create().Members.Length);
        var simulation = ReadSimulation(reader, quorum);
        var limits = new ServerLimits(
            (int)reader.Whole("Limits:MaxWebSocketReaders", 100, 1, 10_000),
            (int)reader.Whole("Limits:MaxConnections", 1_000, 1, 100_000))
        {
            MaxCircuits = (int)reader.Whole("Limits:MaxCircuits", 200, 1, 10_000),
        };
        var hosts = HostGuard.NamesIn(configuration, reader.Text("Hosts"));
        var tokens = AccessTokenReader.Read(reader);
        var node = NodeSettingsReader.Read(reader, configuration, quorum, isNode, hasTokens: !tokens.AreOff);
        var watching = WatchOptions.Read(reader, configuration);
        reader.RefuseUnknown();
        return new ServerOptions(quorum, simulation, limits)
        {
            Hosts = isNode ? [.. hosts, new Uri(node.Address).Host] : hosts,
            Tokens = tokens,
            Watching = watching,
            Node = isNode ? node : null,
        };
    }

    private static Quorum ReadQuorum(SettingReader reader, int most)
    {
        var replicas = (int)reader.Whole("Quorum:N", 3, 1, most);
        return new Quorum(replicas, (int)reader.Whole("Quorum:R", Math.Min(2, replicas), 1, replicas), (int)reader.Whole("Quorum:W", Math.Min(2, replicas), 1, replicas));
    }

    private static SimulationOptions ReadSimulation(SettingReader reader, Quorum quorum) => new()
    {
        Quorum = quorum,
        Seed = (ulong)reader.Whole("Simulation:Seed", 42, 0, long.MaxValue),
        Speed = reader.Number("Simulation:Speed", SimulationOptions.DefaultSpeed, SimulationOptions.MinSpeed, SimulationOptions.MaxSpeed),
        DataFolder = reader.Text("Simulation:DataFolder"),
        MaxRuns = (int)reader.Whole("Simulation:MaxRuns", 50, 1, 1_000),
        MaxRunsOfPage = (int)reader.Whole("Simulation:MaxRunsOfPage", 4, 1, 1_000),
        RunIdleTime = TimeSpan.FromMinutes(reader.Number("Simulation:RunIdleMinutes", 30, 0.1, 1_440)),
        MaxLogEntries = reader.Whole("Limits:MaxLogEntries", 1_000_000, 1_000, 10_000_000),
        Retention = new RunRetention
        {
            MaxRuns = (int)reader.Whole("Limits:MaxStoredRuns", 500, 1, 100_000),
            MaxBytes = reader.Whole("Limits:MaxStoredMebibytes", 1_024, 1, 1_048_576) * 1024 * 1024,
            MaxAge = TimeSpan.FromDays(reader.Whole("Limits:MaxStoredDays", 90, 1, 3_650)),
        },
        StoresInMemory = reader.Choice("Storage:Kind", "sqlite", "memory") == "memory",
    };
}
