// Where processes are, and what they refuse.
using System.Globalization;
using DynamoKv.Benchmarks.Processes;
using DynamoKv.Tests.Storage;

namespace DynamoKv.Tests.Processes;

[Collection(ProcessCollection.Name)]
public sealed class PlaceTests(SharedCluster shared) : IAsyncLifetime
{
    public ValueTask InitializeAsync() => shared.CalmAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_node_that_starts_again_elsewhere_is_followed()
    {
        var node = shared.Nodes[2];
        Assert.Equal(0, await node.TerminateAsync());
        var ports = RealCluster.FreePorts(2);
        node.Move(ports[0], $"--node-port={ports[1].ToString(CultureInfo.InvariantCulture)}", $"--address=http://127.0.0.1:{ports[0].ToString(CultureInfo.InvariantCulture)}");
        await node.StartAsync();

        await Eventually.IsSoAsync(async () => (await shared.PutAsync(shared.Nodes[0], "moved", "1", query: "?w=3")).Status == 200, "a write reaches all three");
        await Eventually.IsSoAsync(
            async () => (await shared.GetAsync(shared.Nodes[0], "/cluster")).Text.Contains($"\"{node.Address.GetLeftPart(UriPartial.Authority)}\"", StringComparison.Ordinal),
            "the others say where it is now");
    }

    [Fact]
    public async Task A_second_process_on_a_folder_is_refused_with_a_sentence_and_the_first_goes_on()
    {
        var port = RealCluster.FreePorts(1)[0];
        using var second = new RealNode("node-1", port, [$"--data={shared.Cluster.Folder}", "--node-port=0"]);

        Assert.Equal(1, await second.StartInVainAsync());
        Assert.Contains("is already open", second.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", second.Said, StringComparison.Ordinal);
        Assert.Null(await shared.ReadinessAsync(shared.Nodes[0]));
    }

    [Fact]
    public async Task A_wrong_setting_is_one_sentence_and_exit_code_2()
    {
        using var node = new RealNode("node-9", 8_080, ["--DynamoKv:Quorum:R=7"]);

        Assert.Equal(2, await node.StartInVainAsync());
        Assert.Equal("The setting DynamoKv:Quorum:R is '7': it must be a whole number from 1 to 3.", node.Said.Trim());
    }

    [Fact]
    public async Task A_node_with_another_secret_is_refused_by_name_and_no_secret_is_told()
    {
        const string Variable = "DynamoKv__Security__ClusterSecret";
        string[] secrets = ["correct-horse-battery", "staple-correct-horse"];
        using var folder = new TemporaryFolder();
        using var cluster = RealCluster.Plan(2, folder.Path, "--DynamoKv:Quorum:N=2");
        foreach (var (node, secret) in cluster.Nodes.Zip(secrets))
        {
            node.Variables[Variable] = secret;
            node.Begin();
        }

        await Eventually.IsSoAsync(() => Task.FromResult(cluster.Nodes.Any(NamesTheOther)), "one of them names the other in its security log");
        Assert.All(cluster.Nodes, node => Assert.DoesNotContain(secrets, secret => node.Said.Contains(secret, StringComparison.Ordinal)));

        bool NamesTheOther(RealNode node) =>
            node.Said.Contains("DynamoKv.Security", StringComparison.Ordinal)
            && node.Said.Contains("secret", StringComparison.Ordinal)
            && cluster.Nodes.Any(other => other != node && node.Said.Contains(other.Id + ":", StringComparison.Ordinal));
    }
}
