// What can be configured, after it was checked.
using DynamoKv.Engine.Quorums;
using DynamoKv.Web.Hosting.Security;
using DynamoKv.Web.Hosting.Watching;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Hosting;

/// <summary>The section "DynamoKv" of the configuration, complete and valid.</summary>
/// <param name="Quorum">N, R and W of the clusters that the server simulates, or of the one that its node belongs to.</param>
/// <param name="Simulation">The runs and what bounds them.</param>
/// <param name="Limits">What bounds the server itself.</param>
public sealed record ServerOptions(Quorum Quorum, SimulationOptions Simulation, ServerLimits Limits)
{
    /// <summary>The name of the section.</summary>
    public const string Section = "DynamoKv";

    /// <summary>Names beside localhost under which this server may be called.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The real node that this server is; null: it simulates.</summary>
    public NodeSettings? Node { get; init; }

    /// <summary>Where metrics and traces go.</summary>
    public WatchOptions Watching { get; init; } = new(Endpoint: null);

    /// <summary>Who may do what; none: everybody may do everything.</summary>
    public AccessTokens Tokens { get; init; } = new([]);
}

/// <summary>What bounds the server itself; the sizes that the contract fixes are constants.</summary>
/// <param name="MaxWebSocketReaders">Clients that may listen on /ws at a time; more get 503.</param>
/// <param name="MaxConnections">Connections open at a time; more are closed at once.</param>
public sealed record ServerLimits(int MaxWebSocketReaders, int MaxConnections)
{
    /// <summary>Pages that may be open at a time; more get 503.</summary>
    public int MaxCircuits { get; init; } = 200;

    /// <summary>The longest request line, in bytes.</summary>
    public const int MaxRequestLineBytes = 4 * 1024;

    /// <summary>All headers of a request together, in bytes.</summary>
    public const int MaxHeaderBytes = 16 * 1024;

    /// <summary>How long a client may take to send its headers.</summary>
    public static TimeSpan HeaderTimeout { get; } = TimeSpan.FromSeconds(10);
}
