// Clients that add to a set.
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Simulation.Clients;
using DynamoKv.Engine.Versioning;
using static DynamoKv.Tests.Simulation.Clients.ClientWorlds;
using static DynamoKv.Tests.Simulation.Worlds;

namespace DynamoKv.Tests.Simulation.Clients;

public sealed class SetTests
{
    private static readonly ClientLoad Adding = Steady with
    {
        Clients = 5,
        Pace = new ClientPace.Closed(Latency.Exponential(Ms(5))),
        Keys = KeyChoice.Numbered(1),
        GetShare = 0,
        Puts = PutMode.AddToSet,
    };

    [Fact]
    public void No_acknowledged_add_is_lost_with_dotted_versions()
    {
        using var run = Played(With(Adding), 9000);
        var added = Acknowledged(run);

        Assert.True(added.Length > 500, $"{added.Length} adds");
        Assert.Empty(added.Except(Held(run)));
    }

    [Fact]
    public void Last_write_wins_loses_most_acknowledged_adds_of_clients_that_race()
    {
        using var run = Played(With(Adding) with { Node = Five.Node with { VersionMode = VersionMode.LastWriteWins } }, 9000);
        var added = Acknowledged(run);

        Assert.True(added.Except(Held(run)).Count() > added.Length / 2);
    }

    [Fact]
    public void An_add_reads_merges_and_writes_with_the_context_of_that_read()
    {
        var add = new ScriptStep("a1", "bob", After("w2"), new ScriptAsk.Add(Cart, "eggs"));
        using var run = Played(With(
            Get("r0", At(1), "cleo"),
            Put("w1", At(10), "milk tea"),
            Put("w2", After("w1"), "milk oats", "cleo"), // it has seen nothing: a sibling
            add));
        var mine = run.ClientRecords.Where(record => run.ClientNames[record.Client] == "bob").ToArray();
        var written = run.Logged<TraceEvent.RequestEntered>().Select(entered => entered.Request).OfType<ClientRequest.Put>().Last();

        Assert.Equal([OperationKind.Get, OperationKind.Put], mine.Select(record => record.Kind));
        Assert.Single(mine.Select(record => record.Intent).Distinct());
        Assert.All(mine, record => Assert.Equal("eggs", record.Element));
        Assert.Equal(["eggs", "milk", "oats", "tea"], ClientSet.ElementsOf(written.Content.Value));
        Assert.NotNull(written.Context);
        Assert.Equal(["eggs milk oats tea"], run.CartAt(run.Replicas()[0]));
    }

    private static string[] Acknowledged(SimulationRun run) =>
        [.. run.ClientRecords.Where(record => record is { Kind: OperationKind.Put, Outcome: ClientOutcome.Done }).Select(record => record.Element!)];

    private static string[] Held(SimulationRun run) =>
        [.. run.Nodes.SelectMany(run.Rows).SelectMany(row => row.Value.Siblings).SelectMany(sibling => ClientSet.ElementsOf(sibling.Value)).Distinct()];
}
