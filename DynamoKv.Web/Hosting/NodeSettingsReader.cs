// From configuration to the checked settings of a real node.
using System.Collections.Immutable;
using System.Net;
using System.Text.RegularExpressions;
using DynamoKv.Engine.Hosting;
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Web.Hosting;

/// <summary>Reads what concerns a real node. In simulation mode it is read and checked too, but nothing has to be there.</summary>
internal static partial class NodeSettingsReader
{
    /// <summary>The settings of a node.</summary>
    /// <exception cref="SettingException">When one is wrong or missing; names it.</exception>
    public static NodeSettings Read(SettingReader reader, IConfiguration configuration, Quorum quorum, bool isNode, bool hasTokens)
    {
        var id = ReadId(reader.Text("Node:Id") ?? configuration[CommandLine.NodeIdVariable], isNode);
        var founders = ReadFounders(reader);
        var address = ReadAddress(reader, configuration, id, founders);
        var (tokens, rack) = ((int)reader.Whole("Node:Tokens", RingMember.DefaultTokens, 1, RingMember.MaxTokens), reader.Text("Node:Rack"));
        var seeds = ReadSeeds(reader).Remove(address);
        var first = !founders.IsEmpty ? founders : seeds.IsEmpty ? [new Founder(new RingMember(id, tokens, rack), address)] : [];
        var settings = new NodeSettings(id, address, tokens, rack)
        {
            Cluster = reader.Text("Cluster:Name") ?? NodeSettings.StandardCluster,
            NodeEndpoint = ReadEndpoint(reader, address),
            NodeHost = HostOf(address),
            Seeds = seeds,
            MayJoin = reader.Flag("Cluster:Join", true),
            Host = ReadHost(reader) with { Founders = first },
            Behaviour = BehaviourOf(quorum, founders),
            DataFolder = ReadFolder(reader),
            IsFullyDurable = reader.Choice("Storage:Durability", "full", "normal") == "full",
            StopsWithParent = reader.Flag("Node:StopsWithParent", false),
            EnablesChaos = reader.Flag("Node:EnableChaos", false),
            Security = new NodeSecurity(reader.Secret("Security:ClusterSecret"), reader.Flag("Security:Insecure", false))
            {
                PreviousClusterSecret = reader.Secret("Security:PreviousClusterSecret"),
            },
        };
        if (isNode && NodeSafety.Problem(settings, hasTokens, founders, configuration) is { } problem)
        {
            throw new SettingException(problem);
        }

        return settings;
    }

    private static NodeId ReadId(string? text, bool isNode)
    {
        if (string.IsNullOrEmpty(text))
        {
            return isNode ? throw new SettingException("A node needs a name: --id node-1, or NODE_ID in the environment.") : new NodeId("node");
        }

        return IdPattern().IsMatch(text)
            ? new NodeId(text)
            : throw new SettingException($"The node id is '{text}': it must be 1 to 63 lower-case letters, digits or '-', the first one no '-'.");
    }

    private static ImmutableArray<Founder> ReadFounders(SettingReader reader)
    {
        var founders = ImmutableArray.CreateBuilder<Founder>();
        foreach (var text in reader.List("Cluster:Founders"))
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            var founder = at > 0 && IdPattern().IsMatch(text[..at]) && Normal(text[(at + 1)..]) is { } address
                ? new Founder(new RingMember(new NodeId(text[..at])), address)
                : throw reader.Wrong("Cluster:Founders", text, "a list such as node-1=http://127.0.0.1:8081,node-2=http://127.0.0.1:8082");
            founders.Add(founders.Any(known => known.Member.Id == founder.Member.Id)
                ? throw reader.Wrong("Cluster:Founders", text, "a list that names each node once")
                : founder);
        }

        return founders.ToImmutable();
    }

    private static ImmutableArray<string> ReadSeeds(SettingReader reader) =>
        [.. reader.List("Cluster:Seeds").Select(text => Normal(text) ?? throw reader.Wrong("Cluster:Seeds", text, "a list such as http://127.0.0.1:8081")).Distinct()];

    private static string ReadAddress(SettingReader reader, IConfiguration configuration, NodeId id, ImmutableArray<Founder> founders)
    {
        var mine = founders.FirstOrDefault(founder => founder.Member.Id == id);
        if (!founders.IsEmpty && mine is null)
        {
            throw new SettingException($"The founders are {string.Join(", ", founders.Select(founder => founder.Member.Id))}: {id} is none of them, give it --seeds instead.");
        }

        return reader.Text("Node:Address") is { } text
            ? Normal(text) ?? throw reader.Wrong("Node:Address", text, "an address such as http://10.0.0.5:8081")
            : mine?.Address ?? ServerAddress.OwnIn(configuration);
    }

    // Nodes talk on a port of their own, a fixed distance above that of the pages unless somebody says otherwise.
    private static IPEndPoint ReadEndpoint(SettingReader reader, string address)
    {
        var own = new Uri(address).Port;
        var standard = own == 0 || own + NodeAddress.PortDistance > IPEndPoint.MaxPort ? 0 : own + NodeAddress.PortDistance;
        var port = (int)reader.Whole("Node:NodePort", standard, 0, IPEndPoint.MaxPort);
        return new IPEndPoint(NodeSafety.IsThisMachine(address) ? IPAddress.Loopback : IPAddress.Any, port);
    }

    private static string HostOf(string address) => new Uri(address).Host;

    private static NodeHostOptions ReadHost(SettingReader reader) => new()
    {
        MaxWaitingRequests = (int)reader.Whole("Limits:MaxWaitingRequests", 10_000, 1, 1_000_000),
        MaxWaitingMessages = (int)reader.Whole("Limits:MaxWaitingMessages", 50_000, 1, 1_000_000),
        MaxOpenRequests = (int)reader.Whole("Limits:MaxOpenRequests", 20_000, 1, 1_000_000),
    };

    // Founders are known by name, so that two halves of a split cluster never lose sight of each other.
    private static NodeOptions BehaviourOf(Quorum quorum, ImmutableArray<Founder> founders) => NodeOptions.Everything with
    {
        Quorum = quorum,
        Gossip = NodeOptions.Everything.Gossip! with { Seeds = [.. founders.Select(founder => founder.Member.Id)] },
    };

    private static string? ReadFolder(SettingReader reader)
    {
        var folder = reader.Text("Storage:Folder") ?? NodeSettings.StandardFolder();
        return reader.Choice("Storage:Kind", "sqlite", "memory") == "memory" ? null : folder;
    }

    private static string? Normal(string text) => NodeAddress.TryNormalize(text, out var address) ? address : null;

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,62}$")]
    private static partial Regex IdPattern();
}
