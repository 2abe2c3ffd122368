// The settings of a real node, right and wrong, and what it does not do without secrets.
using DynamoKv.Web.Hosting;
using Microsoft.Extensions.Configuration;

namespace DynamoKv.Tests.Hosting;

public sealed class NodeSettingsTests
{
    private const string Secret = "a secret of some length";

    private static readonly (string Name, string? Value)[] Token =
        [("DynamoKv:Security:Tokens:0:Sha256", new string('a', 64)), ("DynamoKv:Security:Tokens:0:Scopes", "read")];

    [Fact]
    public void A_node_without_seeds_founds_a_cluster_of_itself()
    {
        var node = Read(("port", "8081"));

        Assert.Equal(("node-1", "http://127.0.0.1:8081"), (node.Id.Value, node.Address));
        Assert.Equal("node-1 http://127.0.0.1:8081", string.Join(",", node.Host.Founders.Select(one => $"{one.Member.Id} {one.Address}")));
        Assert.True(node.IsFullyDurable && node.DataFolder!.EndsWith("nodes", StringComparison.Ordinal));
    }

    [Fact]
    public void A_node_with_seeds_founds_nothing_and_joins()
    {
        var node = Read(("port", "8082"), ("DynamoKv:Cluster:Seeds", "http://127.0.0.1:8081, http://localhost:8083/"));

        Assert.Equal(["http://127.0.0.1:8081", "http://localhost:8083"], node.Seeds);
        Assert.True(node.Host.Founders.IsEmpty && node.MayJoin);
        Assert.Equal(("node-1", "http://127.0.0.1:8082", 150), (node.Join.Node, node.Join.Address, node.Join.Tokens));
    }

    [Fact]
    public void A_node_that_is_its_own_only_seed_is_the_first_one() =>
        Assert.Single(Read(("port", "8081"), ("DynamoKv:Cluster:Seeds", "http://127.0.0.1:8081")).Host.Founders);

    [Fact]
    public void Founders_are_known_to_each_other_by_name_and_address()
    {
        var node = Read(("DynamoKv:Cluster:Founders", "node-1=http://127.0.0.1:8081,node-2=http://127.0.0.1:8082"), ("urls", "http://127.0.0.1:8081"));

        Assert.Equal("http://127.0.0.1:8081", node.Address);
        Assert.Equal(["node-1", "node-2"], node.Host.Founders.Select(one => one.Member.Id.Value));
        Assert.Equal(["node-1", "node-2"], node.Behaviour.Gossip!.Seeds.Select(id => id.Value));
    }

    [Fact]
    public void A_name_and_a_port_may_come_from_the_environment()
    {
        var node = Read(("DynamoKv:Node:Id", null), ("NODE_ID", "node-7"), ("PORT", "8087"));
        Assert.Equal(("node-7", "http://127.0.0.1:8087"), (node.Id.Value, node.Address));
    }

    [Fact]
    public void Storage_is_as_it_is_said()
    {
        Assert.Null(Read(("DynamoKv:Storage:Kind", "memory")).DataFolder);
        var node = Read(("DynamoKv:Storage:Folder", "/here"), ("DynamoKv:Storage:Durability", "normal"));
        Assert.Equal(("/here", false), (node.DataFolder, node.IsFullyDurable));
    }

    [Theory]
    [InlineData("DynamoKv:Node:Id", "Node-1", "lower-case letters, digits or '-'")]
    [InlineData("DynamoKv:Node:Id", "-1", "lower-case letters, digits or '-'")]
    [InlineData("DynamoKv:Node:Id", "a/b", "lower-case letters, digits or '-'")]
    [InlineData("DynamoKv:Node:Id", null, "A node needs a name")]
    [InlineData("DynamoKv:Node:Tokens", "0", "from 1 to 65536")]
    [InlineData("DynamoKv:Node:Address", "here", "an address such as")]
    [InlineData("DynamoKv:Cluster:Seeds", "127.0.0.1:8081", "a list such as http://127.0.0.1:8081")]
    [InlineData("DynamoKv:Cluster:Seeds", "http://127.0.0.1:8081/path", "a list such as http://127.0.0.1:8081")]
    [InlineData("DynamoKv:Cluster:Founders", "http://127.0.0.1:8081", "a list such as node-1=")]
    [InlineData("DynamoKv:Cluster:Founders", "node-2=http://127.0.0.1:8082", "node-1 is none of them")]
    [InlineData("DynamoKv:Cluster:Founders", "node-1=http://127.0.0.1:1,node-1=http://127.0.0.1:2", "names each node once")]
    [InlineData("DynamoKv:Cluster:Join", "maybe", "one of: true, false")]
    [InlineData("DynamoKv:Storage:Durability", "some", "one of: full, normal")]
    [InlineData("DynamoKv:Limits:MaxOpenRequests", "0", "from 1 to")]
    [InlineData("DynamoKv:Quorum:N", "17", "from 1 to 16")]
    public void A_wrong_setting_is_one_sentence(string name, string? value, string words) =>
        Assert.Contains(words, Assert.Throws<SettingException>(() => Read((name, value))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("urls", "http://0.0.0.0:8081")]
    [InlineData("urls", "http://*:8081")]
    [InlineData("urls", "http://127.0.0.1:8081;http://10.0.0.5:8081")]
    [InlineData("http_ports", "8081")]
    [InlineData("Kestrel:Endpoints:Http:Url", "http://[::]:8081")]
    [InlineData("DynamoKv:Cluster:Seeds", "http://10.0.0.5:8081")]
    [InlineData("DynamoKv:Cluster:Founders", "node-1=http://127.0.0.1:8081,node-2=http://node-2.example:8082")]
    [InlineData("DynamoKv:Node:Address", "http://10.0.0.5:8081")]
    public void Beyond_this_machine_a_node_needs_both_secrets_or_somebody_who_decides_without(string name, string value)
    {
        var refusal = Assert.Throws<SettingException>(() => Read((name, value)));
        Assert.Contains("is not on this machine: set DynamoKv:Security:ClusterSecret and DynamoKv:Security:Tokens, or say --insecure", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<SettingException>(() => Read((name, value), ("DynamoKv:Security:ClusterSecret", Secret)));
        Assert.Throws<SettingException>(() => Read([(name, value), .. Token]));

        Assert.NotNull(Read((name, value), ("DynamoKv:Security:Insecure", "true")));
        Assert.NotNull(Read([(name, value), ("DynamoKv:Security:ClusterSecret", Secret), .. Token]));
    }

    [Fact]
    public void A_secret_is_never_shown()
    {
        var refusal = Assert.Throws<SettingException>(() => Read(("DynamoKv:Security:ClusterSecret", "tooshort")));
        Assert.DoesNotContain("tooshort", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, Read(("DynamoKv:Security:ClusterSecret", Secret)).ToString(), StringComparison.Ordinal);
    }

    private static NodeSettings Read(params (string Name, string? Value)[] settings)
    {
        var all = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase) { ["DynamoKv:Mode"] = "node", ["DynamoKv:Node:Id"] = "node-1" };
        foreach (var (name, value) in settings)
            all[name] = value;

        return OptionsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(all).Build()).Node!;
    }
}
