// Words on the command line, right and wrong.
using DynamoKv.Web.Hosting;

namespace DynamoKv.Tests.Hosting;

public sealed class CommandLineTests
{
    [Fact]
    public void Without_a_verb_the_words_are_settings()
    {
        var order = CommandLine.Read(["--port=81", "--DynamoKv:Quorum:N=2"]);
        Assert.Equal((StartKind.Serve, "--port=81 --DynamoKv:Quorum:N=2"), (order.Kind, string.Join(' ', order.Arguments)));
    }

    [Fact]
    public void The_switches_of_a_node_are_settings_by_shorter_names()
    {
        var order = CommandLine.Read([
            "node", "--id", "node-2", "--port=8082", "--seeds", "http://127.0.0.1:8081", "--no-join", "--insecure", "--data", "here", "--DynamoKv:Quorum:N", "2"]);

        Assert.Equal(StartKind.Serve, order.Kind);
        Assert.Equal(
            [
                "--DynamoKv:Mode=node", "--DynamoKv:Node:Id=node-2", "--port=8082", "--DynamoKv:Cluster:Seeds=http://127.0.0.1:8081",
                "--DynamoKv:Cluster:Join=false", "--DynamoKv:Security:Insecure=true", "--DynamoKv:Storage:Folder=here", "--DynamoKv:Quorum:N=2",
            ],
            order.Arguments);
    }

    [Fact]
    public void A_node_id_in_the_environment_asks_for_a_node() =>
        Assert.Equal(["--DynamoKv:Mode=node", "--port=81"], CommandLine.Read(["--port=81"], nodeId: "node-1").Arguments);

    [Fact]
    public void A_cluster_has_three_nodes_from_port_8081_on_unless_it_is_told_otherwise()
    {
        var order = CommandLine.Read(["cluster"]);
        Assert.Equal((StartKind.Cluster, 3, 8_081), (order.Kind, order.Nodes, order.FirstPort));

        order = CommandLine.Read(["cluster", "--nodes=5", "--port", "9000", "--data=here", "--DynamoKv:Quorum:W=3"]);
        Assert.Equal((5, 9_000), (order.Nodes, order.FirstPort));
        Assert.Equal(["--DynamoKv:Storage:Folder=here", "--DynamoKv:Quorum:W=3"], order.Arguments);
    }

    [Theory]
    [InlineData("cluster --nodes 0", "--nodes is '0': it must be a whole number from 1 to 20")]
    [InlineData("cluster --port 65535", "a whole number from 1 to 65533")]
    [InlineData("node --name x", "does not know '--name': see node --help")]
    [InlineData("node x", "does not know 'x'")]
    [InlineData("node --id", "needs a value after --id")]
    [InlineData("node --id --port 81", "needs a value after --id")]
    [InlineData("cluster --seeds http://127.0.0.1:1", "'cluster' does not know '--seeds'")]
    [InlineData("fly", "There is no command 'fly'")]
    public void A_wrong_word_is_one_sentence_that_says_what_there_is(string words, string sentence) => Assert.Contains(
        sentence, Assert.Throws<SettingException>(() => CommandLine.Read(words.Split(' '))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("--help", "cluster --help")]
    [InlineData("help", "node --help")]
    [InlineData("node --help", "--founders <value>")]
    [InlineData("node --id x -h", "--no-join ")]
    [InlineData("cluster --help", "--nodes <value>")]
    public void Help_is_to_be_had_everywhere(string words, string expected)
    {
        var order = CommandLine.Read(words.Split(' '));
        Assert.Equal(StartKind.Help, order.Kind);
        Assert.Contains(expected, order.Text, StringComparison.Ordinal);
    }
}
