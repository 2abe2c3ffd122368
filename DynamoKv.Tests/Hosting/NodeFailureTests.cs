// A host whose disk fails, fills up, is in use, or is closed under load.
using DynamoKv.Engine.Hosting;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Storage.Sqlite;
using DynamoKv.Tests.Storage;
using static DynamoKv.Tests.Hosting.HostBench;

namespace DynamoKv.Tests.Hosting;

public sealed class NodeFailureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DiskLever _lever = new();
    private readonly InProcessNetwork _network = new();

    public void Dispose()
    {
        _lever.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_failed_commit_leaves_the_outcome_unknown_and_a_new_life_keeps_what_was_acknowledged()
    {
        using var stores = new WatchedStores(new SqliteStoreFactory(_folder.Path), _lever);
        using var host = Host(stores);
        await Soon(host.StartAsync(_network.Join(host)));
        await Soon(host.PutAsync("cart", "milk"));
        var life = await IncarnationAsync(host);

        var failures = 1;
        _lever.FailWith(() => failures-- > 0 ? new StoreFailedException("The disk is gone.") : null);
        var failed = await Assert.ThrowsAsync<NodeStoppedException>(() => Soon(host.PutAsync("cart", "bread")));
        Assert.Contains("unknown: The disk is gone.", failed.Message, StringComparison.Ordinal);

        await UntilAsync(() => host.Trouble is null, "the node works again");
        Assert.Equal(["milk"], await host.ValuesAsync("cart"));
        Assert.True(await IncarnationAsync(host) > life, "The new life bears the name of the old one.");
        Assert.Equal(2, host.Figures.Lives);
        await Soon(host.StopAsync());
    }

    [Fact]
    public async Task While_the_disk_is_full_the_node_says_why_and_when_there_is_room_it_works_again()
    {
        using var stores = new WatchedStores(new SqliteStoreFactory(_folder.Path), _lever);
        using var host = Host(stores);
        await Soon(host.StartAsync(_network.Join(host)));
        await Soon(host.PutAsync("cart", "milk"));

        _lever.FailWith(() => new StoreFullException("The disk is full: make room."));
        await Assert.ThrowsAsync<NodeStoppedException>(() => Soon(host.PutAsync("cart", "bread")));
        await UntilAsync(() => host.Figures.Lives >= 1 && host.Trouble is not null, "the node is in trouble");
        Assert.Equal("The disk is full: make room.", host.Trouble);
        Assert.Contains("The disk is full", (await Assert.ThrowsAsync<NodeBusyException>(() => host.PutAsync("cart", "bread"))).Message, StringComparison.Ordinal);
        Assert.False(host.TryReceive(Two, new Message.Ping()));
        await Assert.ThrowsAsync<NodeBusyException>(() => host.LookAsync(node => node.Snapshot(), CancellationToken.None));

        _lever.FailWith(() => null);
        await UntilAsync(() => host.Trouble is null, "the node works again");
        Assert.Equal(["milk"], await host.ValuesAsync("cart"));
        Assert.IsType<ClientResponse.Written>(await Soon(host.PutAsync("cart", "bread")));
        await Soon(host.StopAsync());
    }

    [Fact]
    public async Task A_node_that_starts_on_a_full_disk_waits_for_room()
    {
        using var stores = new WatchedStores(new MemoryStoreFactory(), _lever);
        using var host = Host(stores);
        _lever.FailWith(() => new StoreFullException("The disk is full: make room."));
        await Soon(host.StartAsync(_network.Join(host)));
        Assert.Equal("The disk is full: make room.", host.Trouble);

        _lever.FailWith(() => null);
        await UntilAsync(() => host.Trouble is null, "the node works");
        Assert.IsType<ClientResponse.Written>(await Soon(host.PutAsync("cart", "milk")));
        await Soon(host.StopAsync());
    }

    [Fact]
    public async Task What_waited_when_the_node_failed_was_not_begun()
    {
        using var stores = new WatchedStores(new MemoryStoreFactory(), _lever);
        using var host = Host(stores);
        await Soon(host.StartAsync(_network.Join(host)));
        _lever.Hold();
        var underWay = host.PutAsync("first", "1");
        await _lever.ArrivedAsync();
        var waiting = host.PutAsync("second", "1");
        _lever.FailWith(() => new StoreFailedException("The disk is gone."));
        _lever.Release();

        await Assert.ThrowsAsync<NodeStoppedException>(() => Soon(underWay));
        await Assert.ThrowsAsync<NodeBusyException>(() => Soon(waiting));
        await Soon(host.StopAsync());
        Assert.Equal(0, host.Figures.OpenRequests);
    }

    [Fact]
    public async Task Two_nodes_do_not_share_a_folder()
    {
        using var stores = new SqliteStoreFactory(_folder.Path);
        using var others = new SqliteStoreFactory(_folder.Path);
        using var first = Host(stores);
        using var second = Host(others);
        await Soon(first.StartAsync(_network.Join(first)));
        var refusal = await Assert.ThrowsAsync<StoreRefusedException>(() => Soon(second.StartAsync(_network.Join(second))));

        Assert.Contains("is already open", refusal.Message, StringComparison.Ordinal);
        await Soon(second.StopAsync());
        Assert.IsType<ClientResponse.Written>(await Soon(first.PutAsync("cart", "milk")));
        await Soon(first.StopAsync());
    }

    [Fact]
    public async Task A_stop_under_load_answers_everybody_and_loses_nothing_that_it_acknowledged()
    {
        using var stores = new SqliteStoreFactory(_folder.Path);
        using var host = Host(stores);
        await Soon(host.StartAsync(_network.Join(host)));
        var clients = Enumerable.Range(0, 8).Select(client => PutUntilRefusedAsync(host, client)).ToArray();
        await UntilAsync(() => host.Figures.Inputs > 500, "the load is on");
        await Soon(host.StopAsync());
        var acknowledged = (await Soon(Task.WhenAll(clients))).SelectMany(keys => keys).ToList();

        using var store = stores.Open(One);
        Assert.NotEmpty(acknowledged);
        Assert.All(acknowledged, key => Assert.Equal(RowState.Present, store.Read(Engine.Primitives.Key.Of(key)).State));
    }

    [Fact]
    public async Task The_disk_says_who_is_a_member_and_no_configuration_does()
    {
        using var stores = new SqliteStoreFactory(_folder.Path);
        using (var first = Host(stores, Quick, Founded(One, Two, Three)))
        {
            await Soon(first.StartAsync(_network.Join(first)));
            await Soon(first.StopAsync());
        }

        using var again = Host(stores, Quick, Founded(One));
        await Soon(again.StartAsync(_network.Join(again)));
        var members = await Soon(again.LookAsync(node => node.Snapshot().Membership.Members, CancellationToken.None));

        Assert.Equal(["node-1 http://node-1", "node-2 http://node-2", "node-3 http://node-3"], members.Select(member => $"{member.Record.Id} {member.Record.Address}"));
        await Soon(again.StopAsync());
    }

    private static Task<long> IncarnationAsync(NodeHost host) =>
        Soon(host.LookAsync(node => node.Snapshot().Incarnation, CancellationToken.None));

    private static async Task<List<string>> PutUntilRefusedAsync(NodeHost host, int client)
    {
        var acknowledged = new List<string>();
        for (var number = 0; ; number++)
        {
            try
            {
                var key = $"client-{client}-{number}";
                if (await host.PutAsync(key, "1") is ClientResponse.Written)
                    acknowledged.Add(key);
            }
            catch (NodeBusyException)
            {
                return acknowledged;
            }
        }
    }
}
