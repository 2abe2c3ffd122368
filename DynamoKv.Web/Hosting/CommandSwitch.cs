// A word on the command line and the setting behind it.
namespace DynamoKv.Web.Hosting;

/// <summary>A switch of a verb.</summary>
/// <param name="Name">With its dashes: "--id".</param>
/// <param name="Setting">The configuration key that it sets.</param>
/// <param name="Help">What it means, for --help.</param>
/// <param name="Flag">The value that it stands for by itself; null: the value follows.</param>
internal sealed record CommandSwitch(string Name, string Setting, string Help, string? Flag = null)
{
    private const string Section = ServerOptions.Section + ":";

    /// <summary>Those of "node".</summary>
    public static IReadOnlyList<CommandSwitch> OfNode { get; } =
    [
        new("--id", Section + "Node:Id", "the node's name: lower-case letters, digits and '-' (or NODE_ID in the environment)"),
        new("--port", CommandLine.PortKey, "where it listens on this machine (or PORT in the environment); 8080 if nothing is said"),
        new("--node-port", Section + "Node:NodePort", "where it listens for other nodes; 1,000 above --port if nothing is said"),
        new("--seeds", Section + "Cluster:Seeds", "addresses of members, such as http://127.0.0.1:8081,http://127.0.0.1:8082; none: found a cluster"),
        new("--founders", Section + "Cluster:Founders", "all first members of a new cluster: node-1=http://127.0.0.1:8081,node-2=http://127.0.0.1:8082"),
        new("--no-join", Section + "Cluster:Join", "ask no seed to make this node a member: an administrator will", "false"),
        new("--address", Section + "Node:Address", "where the others reach this node; the address it listens on if nothing is said"),
        new("--data", Section + "Storage:Folder", "where its database is: <folder>/<id>/replica.db"),
        new("--durability", Section + "Storage:Durability", "full: survives a power cut; normal: survives a crash of the process"),
        new("--tokens", Section + "Node:Tokens", "its weight in the ring"),
        new("--rack", Section + "Node:Rack", "what fails together with it"),
        new("--enable-chaos", Section + "Node:EnableChaos", "let those with the scope chaos put faults in; every fault ends by itself", "true"),
        new("--insecure", Section + "Security:Insecure", "listen or join beyond this machine without secrets", "true"),
    ];

    /// <summary>Those of "cluster"; every other one is handed on to the nodes.</summary>
    public static IReadOnlyList<CommandSwitch> OfCluster { get; } =
    [
        new("--nodes", "nodes", "how many nodes to start, 1 to 20; 3 if nothing is said"),
        new("--port", CommandLine.PortKey, "the first node's port, the others follow; 8081 if nothing is said"),
        new("--data", Section + "Storage:Folder", "where their databases are: <folder>/<id>/replica.db"),
        new("--durability", Section + "Storage:Durability", "full: survives a power cut; normal: survives a crash of the process"),
        new("--enable-chaos", Section + "Node:EnableChaos", "let those with the scope chaos put faults in; every fault ends by itself", "true"),
    ];
}
