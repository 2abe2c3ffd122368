// How this server is set up, in the words of its settings.
using System.Globalization;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Hosting;

/// <summary>Puts the options of a server into words. What is secret is only said to be there.</summary>
public static class ServerFactList
{
    private const string Server = "Server";
    private const string Cluster = "Cluster";
    private const string Limits = "Limits";
    private const string Security = "Security";

    /// <summary>The facts of some options.</summary>
    public static ServerFacts Of(ServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new ServerFacts([.. OfServer(options), .. OfCluster(options), .. OfLimits(options), .. OfSecurity(options)]);
    }

    private static IEnumerable<ServerFact> OfServer(ServerOptions options) =>
    [
        new(Server, "Mode", "What this server is", options.Node is null ? "simulation" : "node"),
        new(Server, "Hosts", "Names beside localhost under which it answers", options.Hosts.Count == 0 ? "none" : string.Join(", ", options.Hosts)),
        new(Server, "Watching:OtlpEndpoint", "Where metrics and traces are sent beside /metrics", options.Watching.Endpoint?.GetLeftPart(UriPartial.Authority) ?? "nowhere"),
    ];

    private static IEnumerable<ServerFact> OfCluster(ServerOptions options) => options.Node is { } node
        ?
        [
            new(Cluster, "Cluster:Name", "Name of the cluster", node.Cluster), new(Cluster, "Node:Id", "Name of this node", node.Id.Value),
            new(Cluster, "Node:Address", "Where others reach it", node.Address), new(Cluster, "Node:Tokens", "Virtual nodes", Text(node.Tokens)),
            new(Cluster, "Node:Rack", "Rack", node.Rack ?? "none"), Replicas(options),
            new(Cluster, "Storage:Durability", "What a commit waits for", node.DataFolder is null ? "nothing: memory only" : node.IsFullyDurable ? "the disk" : "the operating system"),
        ]
        :
        [
            Replicas(options), new(Cluster, "Simulation:Seed", "Seed of the main run", Text((long)options.Simulation.Seed)),
            new(Cluster, "Simulation:Speed", "Virtual seconds a second at the start", options.Simulation.Speed.ToString("0.###", CultureInfo.InvariantCulture)),
            new(Cluster, "Storage:Kind", "Where simulated nodes keep their rows", options.Simulation.StoresInMemory ? "memory" : "sqlite"),
        ];

    private static ServerFact Replicas(ServerOptions options) =>
        new(Cluster, "Quorum", "N, R and W", string.Create(CultureInfo.InvariantCulture, $"{options.Quorum.N}, {options.Quorum.R}, {options.Quorum.W}"));

    private static IEnumerable<ServerFact> OfLimits(ServerOptions options) =>
    [
        new(Limits, "Limits:MaxConnections", "Connections", Text(options.Limits.MaxConnections)),
        new(Limits, "Limits:MaxCircuits", "Pages open", Text(options.Limits.MaxCircuits)),
        new(Limits, "Limits:MaxWebSocketReaders", "Readers of /ws", Text(options.Limits.MaxWebSocketReaders)),
        new(Limits, "Limits:MaxLogEntries", "Entries of a run's log", Text(options.Simulation.MaxLogEntries)),
        new(Limits, "Simulation:MaxRuns", "Runs beside the main one", Text(options.Simulation.MaxRuns)),
        new(Limits, "Simulation:MaxRunsOfPage", "Runs that one page has opened", Text(options.Simulation.MaxRunsOfPage)),
        new(Limits, "Simulation:RunIdleMinutes", "Minutes until a run that nobody looks at is closed", Text((long)options.Simulation.RunIdleTime.TotalMinutes)),
        new(Limits, "", "Longest request line, in bytes", Text(ServerLimits.MaxRequestLineBytes)),
        new(Limits, "", "Headers of a request, in bytes", Text(ServerLimits.MaxHeaderBytes)),
    ];

    private static IEnumerable<ServerFact> OfSecurity(ServerOptions options)
    {
        yield return new(Security, "Security:Tokens", "Who may call the API", options.Tokens.AreOff ? "everybody: there are no tokens" : "who has a token");
        if (options.Node is { } node)
        {
            yield return new(Security, "Security:ClusterSecret", "Secret that members share", node.Security.ClusterSecret is null ? "absent" : "present, never shown");
            yield return new(Security, "Node:EnableChaos", "Faults on purpose", node.EnablesChaos ? "allowed" : "not allowed");
        }
    }

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
