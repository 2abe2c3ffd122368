// What tests of hosts share.
using DynamoKv.Engine.Hosting;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Hosting;

internal static class HostBench
{
    public static NodeId One { get; } = new("node-1");

    public static NodeId Two { get; } = new("node-2");

    public static NodeId Three { get; } = new("node-3");

    /// <summary>Everything on, with a gossip that a test need not wait for.</summary>
    public static NodeOptions Quick { get; } = NodeOptions.Everything with
    {
        Gossip = new GossipOptions { Every = TimeSpan.FromMilliseconds(25), DownAfter = TimeSpan.FromSeconds(30) },
        Transfers = new TransferOptions { RetryAfter = TimeSpan.FromMilliseconds(100) },
    };

    /// <summary>One replica is enough.</summary>
    public static NodeOptions Alone { get; } = Quick with { Quorum = new Quorum(1, 1, 1) };

    public static NodeHostOptions Founded(params NodeId[] founders) => new()
    {
        Founders = [.. founders.Select(id => new Founder(new RingMember(id, 8), $"http://{id}"))],
        FirstRetry = TimeSpan.FromMilliseconds(1),
        LongestRetry = TimeSpan.FromMilliseconds(20),
    };

    public static NodeHost Host(IStoreFactory stores, NodeOptions? behaviour = null, NodeHostOptions? options = null, NodeId? id = null, TimeProvider? time = null) =>
        new(id ?? One, behaviour ?? Alone, options ?? Founded(One), stores, time);

    public static Task<ClientResponse> PutAsync(this INodeHost host, string key, string value, CausalContext? context = null) =>
        host.SubmitAsync(
            id => new ClientRequest.Put(id, Key.Of(key), RequestOptions.None, WriteContent.Text(value), context, false), CancellationToken.None);

    public static Task<ClientResponse> GetAsync(this INodeHost host, string key) =>
        host.SubmitAsync(id => new ClientRequest.Get(id, Key.Of(key), RequestOptions.None), CancellationToken.None);

    public static async Task<string[]> ValuesAsync(this INodeHost host, string key) =>
        [.. Assert.IsType<ClientResponse.Read>(await Soon(host.GetAsync(key))).Versions.Siblings.Where(one => !one.IsTombstone).Select(one => one.ValueAsText())];

    /// <summary>Whatever hangs fails its test.</summary>
    public static Task<T> Soon<T>(Task<T> task) => task.WaitAsync(TimeSpan.FromSeconds(15));

    public static Task Soon(Task task) => task.WaitAsync(TimeSpan.FromSeconds(15));

    /// <summary>Looks every few milliseconds until it is so; fifteen seconds at most.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!await isSo())
        {
            Assert.False(patience.IsCancellationRequested, $"It never came true that {what}.");
            await looks.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    public static Task UntilAsync(Func<bool> isSo, string what) => UntilAsync(() => Task.FromResult(isSo()), what);
}
