// One host: its answers, its commits, its bounds.
using DynamoKv.Engine.Hosting;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Storage;
using static DynamoKv.Tests.Hosting.HostBench;

namespace DynamoKv.Tests.Hosting;

public sealed class NodeHostTests : IAsyncLifetime
{
    private readonly MemoryStoreFactory _disks = new();
    private readonly DiskLever _lever = new();
    private readonly InProcessNetwork _network = new();
    private NodeHost _host = null!;

    public async ValueTask InitializeAsync() => await StartAsync(Founded(One));

    public async ValueTask DisposeAsync()
    {
        _lever.Release();
        _lever.FailWith(() => null);
        await Soon(_host.StopAsync());
        _host.Dispose();
        _lever.Dispose();
        _disks.Dispose();
    }

    [Fact]
    public async Task A_first_node_founds_a_cluster_of_itself_and_serves()
    {
        Assert.Null(_host.Trouble);
        Assert.IsType<ClientResponse.Written>(await Soon(_host.PutAsync("cart", "milk")));
        Assert.Equal(["milk"], await _host.ValuesAsync("cart"));
        Assert.True(await Soon(_host.LookAsync(node => node.Snapshot().IsMember, CancellationToken.None)));
    }

    [Fact]
    public async Task Nothing_leaves_a_node_before_the_commit_that_it_promises()
    {
        await StartAsync(Founded(One, Two, Three), Quick); // the others are silent
        _lever.Hold();
        var before = _network.SentBy(One);
        var put = _host.PutAsync("cart", "milk");
        await _lever.ArrivedAsync();

        Assert.False(put.IsCompleted);
        Assert.Equal(before, _network.SentBy(One));

        _lever.Release();
        await Soon(put);
        Assert.True(_network.SentBy(One) > before, "The copies for the others never left.");
    }

    [Fact]
    public async Task What_waits_during_a_commit_shares_the_next_one()
    {
        _lever.Hold();
        var first = _host.PutAsync("first", "1");
        await _lever.ArrivedAsync();
        var others = Enumerable.Range(0, 200).Select(number => _host.PutAsync($"key-{number}", "1")).ToArray();
        var batches = _host.Figures.Batches;
        _lever.Release();
        await Soon(Task.WhenAll([first, .. others]));

        Assert.All(others, put => Assert.IsType<ClientResponse.Written>(put.Result));
        Assert.InRange(_host.Figures.Batches - batches, 2, 20); // a few are timers
    }

    [Fact]
    public async Task A_full_queue_refuses_clients_at_once_and_drops_messages()
    {
        await StartAsync(Founded(One) with { MaxWaitingRequests = 3, MaxWaitingMessages = 2 });
        _lever.Hold();
        var first = _host.PutAsync("first", "1");
        await _lever.ArrivedAsync();
        Task<ClientResponse>[] waiting = [_host.PutAsync("a", "1"), _host.PutAsync("b", "1"), _host.PutAsync("c", "1")];
        var refused = await Assert.ThrowsAsync<NodeBusyException>(() => _host.PutAsync("d", "1"));

        Assert.Contains("takes no more: try again", refused.Message, StringComparison.Ordinal);
        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(_ => _host.TryReceive(Two, new Message.Ping())));
        Assert.Equal((1L, 1L), (_host.Figures.RefusedRequests, _host.Figures.DroppedMessages));

        _lever.Release();
        await Soon(Task.WhenAll([first, .. waiting]));
        Assert.IsType<ClientResponse.Written>(await Soon(_host.PutAsync("d", "1")));
    }

    [Fact]
    public async Task Messages_that_came_together_are_taken_or_dropped_together()
    {
        await StartAsync(Founded(One) with { MaxWaitingMessages = 5 });
        _lever.Hold();
        var first = _host.PutAsync("first", "1");
        await _lever.ArrivedAsync();
        Together three = new(3), tooMany = new(3), two = new(2);

        Assert.Equal([0, 3, 0], new[] { three, tooMany, two }.Select(messages => _host.Receive(Two, messages)));
        Assert.Equal((5, 3L), (_host.Figures.WaitingInputs, _host.Figures.DroppedMessages));

        _lever.Release();
        await Soon(first);
        await Soon(_host.PutAsync("second", "1")); // comes after them
        Assert.Equal([true, false, true], new[] { three, tooMany, two }.Select(messages => messages.IsRead));
    }

    [Fact]
    public async Task Requests_that_are_not_answered_yet_are_bounded_too()
    {
        await StartAsync(Founded(One, Two) with { MaxOpenRequests = 2 }, behaviour: Quick with { Quorum = new(2, 2, 2), Handoff = null });
        Task<ClientResponse>[] open = [_host.PutAsync("a", "1"), _host.PutAsync("b", "1")]; // the other founder never answers
        await Assert.ThrowsAsync<NodeBusyException>(() => _host.PutAsync("c", "1"));

        Assert.All(await Soon(Task.WhenAll(open)), answer => Assert.IsNotType<ClientResponse.Written>(answer));
        Assert.Equal(0, _host.Figures.OpenRequests);
    }

    [Fact]
    public async Task Whoever_gives_up_is_not_waited_for_and_hears_nothing()
    {
        using var patience = new CancellationTokenSource();
        _lever.Hold();
        var first = _host.PutAsync("first", "1");
        await _lever.ArrivedAsync();
        var second = _host.SubmitAsync(
            id => new ClientRequest.Get(id, Key.Of("cart"), RequestOptions.None), patience.Token);
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        _lever.Release();
        await Soon(first);
        await UntilAsync(() => _host.Figures.OpenRequests == 0, "both seats were given back");
    }

    [Fact]
    public async Task A_request_that_cannot_be_made_fails_its_maker_and_not_the_node()
    {
        await Assert.ThrowsAsync<FormatException>(() => Soon(_host.SubmitAsync(_ => throw new FormatException("no"), CancellationToken.None)));
        await Assert.ThrowsAsync<FormatException>(() => Soon(_host.LookAsync<int>(_ => throw new FormatException("no"), CancellationToken.None)));

        Assert.IsType<ClientResponse.Written>(await Soon(_host.PutAsync("cart", "milk")));
        Assert.Equal(1, _host.Figures.Lives);
    }

    [Fact]
    public async Task A_command_is_answered()
    {
        var answer = await Soon(_host.SendCommandAsync(number => new NodeCommand.ShowPlan(number), CancellationToken.None));
        Assert.Equal($"Nothing is planned at {One}.", Assert.IsType<CommandAnswer.PlanShown>(answer).Message);
    }

    [Fact]
    public async Task Whoever_listens_hears_what_was_committed_and_a_listener_that_fails_hears_no_more()
    {
        var heard = new List<TraceEvent>();
        using var failing = _host.Listen(_ => throw new FormatException("no"));
        using (_host.Listen(step => heard.Add(step.What)))
            await Soon(_host.PutAsync("cart", "milk"));

        await Soon(_host.PutAsync("cart", "bread"));
        Assert.Single(heard.OfType<TraceEvent.ClientAnswered>());
        Assert.Null(_host.Trouble);
    }

    [Fact]
    public async Task After_a_stop_nothing_is_taken_and_everything_is_on_disk()
    {
        await Soon(_host.PutAsync("cart", "milk"));
        await Soon(_host.StopAsync());

        Assert.Contains("stopping", (await Assert.ThrowsAsync<NodeBusyException>(() => _host.PutAsync("cart", "bread"))).Message, StringComparison.Ordinal);
        Assert.Equal($"{One} has stopped.", _host.Trouble);
        using var store = _disks.Open(One);
        Assert.Equal(1, store.Statistics.Keys);
    }

    // In the place of the one that is there, on an empty disk.
    private async Task StartAsync(NodeHostOptions options, NodeOptions? behaviour = null)
    {
        if (_host is not null)
        {
            await Soon(_host.StopAsync());
            _host.Dispose();
            _disks.Erase(One);
        }

        _host = Host(new WatchedStores(_disks, _lever), behaviour ?? Alone, options);
        await Soon(_host.StartAsync(_network.Join(_host)));
    }
}
