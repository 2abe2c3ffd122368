// What can be configured of a real node, after it was checked.
using System.Collections.Immutable;
using System.Net;
using DynamoKv.Engine.Hosting;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Web.Hosting;

/// <summary>A real node and its place in a cluster.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Address">Where the others reach it.</param>
/// <param name="Tokens">Its weight.</param>
/// <param name="Rack">What fails together with it; null: unknown.</param>
public sealed record NodeSettings(NodeId Id, string Address, int Tokens, string? Rack)
{
    /// <summary>The name of its cluster: nodes of another one are refused.</summary>
    public string Cluster { get; init; } = StandardCluster;

    /// <summary>Where it listens for other nodes.</summary>
    public IPEndPoint NodeEndpoint { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>Under which name other nodes reach this machine; null: the address itself.</summary>
    public string? NodeHost { get; init; }

    /// <summary>Addresses of members, its own left out; empty: there are none.</summary>
    public ImmutableArray<string> Seeds { get; init; } = [];

    /// <summary>Whether it asks a seed to make it a member.</summary>
    public bool MayJoin { get; init; } = true;

    /// <summary>How its process is bounded, and whom it founds a cluster with.</summary>
    public NodeHostOptions Host { get; init; } = NodeHostOptions.Default;

    /// <summary>How it behaves.</summary>
    public NodeOptions Behaviour { get; init; } = NodeOptions.Everything;

    /// <summary>Where the nodes' folders are; null: in memory, everything is lost with the process.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Whether every commit waits for the disk.</summary>
    public bool IsFullyDurable { get; init; } = true;

    /// <summary>Whether the process stops when its standard input ends: the cluster command holds the other end.</summary>
    public bool StopsWithParent { get; init; }

    /// <summary>Whether faults may be put in on purpose.</summary>
    public bool EnablesChaos { get; init; }

    /// <summary>Who may talk to it.</summary>
    public NodeSecurity Security { get; init; } = new(null, false);

    /// <summary>What a cluster is called that was given no name.</summary>
    public const string StandardCluster = "dynamokv";

    /// <summary>What it says of itself when it asks to join.</summary>
    public JoinQuestion Join => new(Id.Value, Address, Tokens, Rack);

    /// <summary>The place used when nothing is configured: "DynamoKv/nodes" below the user's local data.</summary>
    public static string StandardFolder()
    {
        var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.Combine(string.IsNullOrEmpty(local) ? Path.GetTempPath() : local, "DynamoKv", "nodes");
    }
}

/// <summary>Who may talk to a node. The secrets are never shown.</summary>
/// <param name="ClusterSecret">What members prove to each other that they know; null: none.</param>
/// <param name="IsInsecure">Somebody has decided to do without.</param>
public sealed record NodeSecurity(string? ClusterSecret, bool IsInsecure)
{
    /// <summary>What members knew before the secret was changed; null: it is not being changed.</summary>
    public string? PreviousClusterSecret { get; init; }

    /// <summary>Says what is there, not what it is.</summary>
    public override string ToString() =>
        $"cluster secret {(ClusterSecret is null ? "absent" : "present")}, insecure: {IsInsecure}";
}
