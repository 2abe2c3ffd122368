// How a new node becomes a member.
using DynamoKv.Engine.Hosting;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Storage;
using static DynamoKv.Tests.Hosting.HostBench;

namespace DynamoKv.Tests.Hosting;

public sealed class JoinTests : IAsyncLifetime
{
    private readonly MemoryStoreFactory _disks = new();
    private readonly InProcessNetwork _network = new();
    private readonly List<NodeHost> _hosts = [];
    private readonly Dictionary<string, IPeerAnswers> _desks = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await Soon(host.StopAsync());
            host.Dispose();
        }

        _disks.Dispose();
    }

    [Fact]
    public async Task A_node_with_a_seed_and_an_empty_disk_becomes_a_member_and_gets_its_keys()
    {
        var seed = await StartAsync(One, Founded(One));
        for (var number = 0; number < 50; number++)
            Assert.IsType<ClientResponse.Written>(await Soon(seed.PutAsync($"key-{number}", "1")));

        var second = await StartAsync(Two, NodeHostOptions.Default);
        Assert.IsType<ClientResponse.Refused>(await Soon(second.GetAsync("key-1")));
        var joiner = new Joiner(second, Seeds(Two), ["http://nobody", "http://node-1"], Question(Two), TimeProvider.System);
        await Soon(joiner.RunAsync(CancellationToken.None));

        Assert.Equal("node-2 knows its cluster.", joiner.State);
        await UntilAsync(async () => await MembersAsync(second) is ["node-1 Joined", "node-2 Joined"], "both are members");
        Assert.Equal(50, (await Soon(second.LookAsync(node => node.Snapshot().Store.Keys, CancellationToken.None))));
    }

    [Fact]
    public async Task Asking_again_is_harmless()
    {
        await StartAsync(One, Founded(One));
        await StartAsync(Two, NodeHostOptions.Default);
        Assert.Equal(JoinOutcome.Accepted, (await AskAsync(Two, Question(Two))).Outcome);
        var again = await AskAsync(Two, Question(Two));

        Assert.Equal(JoinOutcome.Accepted, again.Outcome);
        Assert.Contains("a member already", again.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_a_change_is_under_way_the_next_one_waits()
    {
        await StartAsync(One, Founded(One));
        await AskAsync(Two, Question(Two)); // who never comes, so the change does not end
        var third = await AskAsync(Three, Question(Three));

        Assert.Equal((JoinOutcome.Wait, true), (third.Outcome, third.Sentence.Contains("waits for node-2", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_administrators_open_plan_is_not_carried_out_by_a_join()
    {
        var seed = await StartAsync(One, Founded(One));
        await Soon(seed.SendCommandAsync(number => new NodeCommand.StageJoin(number, Three, "http://node-3", 8, null), CancellationToken.None));
        var answer = await AskAsync(Two, Question(Two));

        Assert.Equal(JoinOutcome.Wait, answer.Outcome);
        Assert.Equal(["node-1 Joined"], await MembersAsync(seed));
    }

    [Fact]
    public async Task Another_address_another_name_and_nonsense_are_refused()
    {
        await StartAsync(One, Founded(One, Two));
        var elsewhere = await AskAsync(Two, Question(Two) with { Address = "http://elsewhere" });
        Assert.Equal((JoinOutcome.Refused, true), (elsewhere.Outcome, elsewhere.Sentence.Contains("choose another id", StringComparison.Ordinal)));
        Assert.Equal(JoinOutcome.Refused, (await AskAsync(Three, Question(Two))).Outcome);
        Assert.Equal(JoinOutcome.Refused, (await AskAsync(Three, Question(Three) with { Tokens = 0 })).Outcome);
        var nonsense = await _desks["http://node-1"].AnswerAsync(Three, JoinQuestion.Subject, "nonsense"u8.ToArray(), CancellationToken.None);
        Assert.Equal(JoinOutcome.Refused, JoinAnswer.Decode(nonsense.Span)!.Outcome);
    }

    [Fact]
    public async Task A_member_that_belongs_to_no_cluster_makes_nobody_wait_for_ever()
    {
        await StartAsync(One, NodeHostOptions.Default);
        var answer = await AskAsync(Two, Question(Two));
        Assert.Equal((JoinOutcome.Wait, "node-1 belongs to no cluster yet."), (answer.Outcome, answer.Sentence));
    }

    private static JoinQuestion Question(NodeId node) => new(node.Value, $"http://{node}", 8);

    private async Task<NodeHost> StartAsync(NodeId id, NodeHostOptions options)
    {
        var host = Host(_disks, Quick with { Quorum = new Quorum(2, 1, 1) }, options, id);
        _hosts.Add(host);
        _desks.Add($"http://{id}", new JoinDesk(host));
        await Soon(host.StartAsync(_network.Join(host)));
        return host;
    }

    private InProcessSeeds Seeds(NodeId asker) => new(asker, _desks);

    private async Task<JoinAnswer> AskAsync(NodeId asker, JoinQuestion question)
    {
        var answer = await Soon(Seeds(asker).AskAsync("http://node-1", JoinQuestion.Subject, question.Encode(), CancellationToken.None));
        return JoinAnswer.Decode(answer.Span)!;
    }

    private static async Task<string[]> MembersAsync(NodeHost host) =>
        [.. (await Soon(host.LookAsync(node => node.Snapshot().Membership.Members, CancellationToken.None)))
            .Where(member => member.Record.Phase != MemberPhase.Removed)
            .Select(member => $"{member.Record.Id} {member.Record.Phase}")];
}
