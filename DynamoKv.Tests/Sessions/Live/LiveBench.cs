// Three members of a cluster in one process, each with a session.
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Versioning;
using DynamoKv.Web.Sessions;
using DynamoKv.Web.Sessions.Live;
using DynamoKv.Web.Sessions.Live.Members;

namespace DynamoKv.Tests.Sessions.Live;

/// <summary>Members n1, n2, n3 of a cluster with N = 2, R = W = 2, each with a session as its server would have it.</summary>
internal sealed class LiveBench : IAsyncDisposable
{
    private readonly MemoryStoreFactory _stores = new();
    private readonly LiveOptions _options;
    private readonly SortedDictionary<NodeId, (LoopHost Host, LiveSession Session)> _members = [];

    /// <param name="options">What bounds the sessions.</param>
    /// <param name="broken">Who was started to be broken on purpose; nobody unless said.</param>
    public LiveBench(LiveOptions? options = null, params NodeId[] broken)
    {
        Faults = broken.ToDictionary(node => node, _ => new KeptFaults());
        _options = options ?? Quick;
        Founders = HashRing.Build(new[] { N1, N2, N3 }.Select(id => new RingMember(id, 8)), new RingOptions());
        foreach (var id in new[] { N1, N2, N3 })
        {
            Start(id, Founders);
        }
    }

    public static NodeId N1 { get; } = new("n1");

    public static NodeId N2 { get; } = new("n2");

    public static NodeId N3 { get; } = new("n3");

    public static NodeId N4 { get; } = new("n4");

    public static LiveOptions Quick { get; } = new()
    {
        ClusterName = "shop",
        TickInterval = TimeSpan.FromMilliseconds(20),
        RefreshEvery = TimeSpan.FromMilliseconds(50),
        FreshFor = TimeSpan.Zero,
        AskTimeout = TimeSpan.FromSeconds(5),
        WaitForMembers = TimeSpan.FromSeconds(5),
    };

    public static NodeOptions Behaviour { get; } = NodeOptions.Everything with
    {
        Quorum = new Quorum(2, 2, 2),
        RequestTimeout = TimeSpan.FromSeconds(10), // a busy machine is no story of these tests
        Gossip = new GossipOptions { Every = TimeSpan.FromMilliseconds(25), DownAfter = TimeSpan.FromSeconds(60) },
        Handoff = new HandoffOptions { FallbackAfter = TimeSpan.FromMilliseconds(700), DeliverEvery = TimeSpan.FromSeconds(30) },
        Transfers = new TransferOptions { RetryAfter = TimeSpan.FromMilliseconds(100) },
    };

    public HashRing Founders { get; }

    public IReadOnlyDictionary<NodeId, KeptFaults> Faults { get; }

    public LoopNetwork Network { get; } = new();

    public LiveSession this[NodeId id] => _members[id].Session;

    public LoopHost HostOf(NodeId id) => _members[id].Host;

    /// <summary>Starts a further node that knows no cluster.</summary>
    public void Start(NodeId id, HashRing? founders)
    {
        var host = new LoopHost(id, Behaviour, new RingCatalogue(Founders).For(founders), _stores.Open(id), Network);
        var options = _options with { Address = $"http://{id}" };
        var voice = new LocalVoice(host, options, TimeProvider.System, Faults.GetValueOrDefault(id));
        Network.Join(id, new PeerDesk(voice));
        _members.Add(id, (host, new LiveSession(host, voice, Network.QuestionsOf(id), options, TimeProvider.System)));
    }

    public static Func<OperationId, ClientRequest> Put(string key, string value, CausalContext? context = null) =>
        operation => new ClientRequest.Put(operation, Key.Of(key), RequestOptions.None, WriteContent.Text(value), context, false);

    public static Func<OperationId, ClientRequest> Get(string key) => operation => new ClientRequest.Get(operation, Key.Of(key), RequestOptions.None);

    public static Func<OperationId, ClientRequest> Delete(string key) =>
        operation => new ClientRequest.Delete(operation, Key.Of(key), RequestOptions.None, null);

    public Task<ClientResponse> SubmitAsync(NodeId at, Func<OperationId, ClientRequest> request, NodeId? via = null) =>
        Soon(this[at].SubmitAsync(via, request, CancellationToken.None));

    public async Task<string[]> ValuesAsync(NodeId at, string key, NodeId? via = null) =>
        [.. Assert.IsType<ClientResponse.Read>(await SubmitAsync(at, Get(key), via)).Versions.Siblings
            .Where(one => !one.IsTombstone).Select(one => one.ValueAsText())];

    /// <summary>The replicas of a key, and the node that is none.</summary>
    public (NodeId First, NodeId Second, NodeId Stranger) PlacesOf(string key)
    {
        var list = Founders.PreferenceList(RingPosition.OfKey(Key.Of(key)), 3);
        return (list[0], list[1], list[2]);
    }

    public static Task<T> Soon<T>(Task<T> task) => task.WaitAsync(TimeSpan.FromSeconds(15));

    public static Task Soon(Task task) => task.WaitAsync(TimeSpan.FromSeconds(15));

    /// <summary>Asks again until a session's picture is so; fifteen seconds at most.</summary>
    public async Task<SessionTick> UntilAsync(NodeId at, Func<SessionTick, bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (true)
        {
            await this[at].RefreshAsync(patience.Token);
            if (this[at].Current is var tick && isSo(tick))
            {
                return tick;
            }

            await looks.WaitForNextTickAsync(patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (host, session) in _members.Values)
        {
            session.Dispose();
            await Soon(host.DisposeAsync().AsTask());
        }

        Network.Dispose();
        _stores.Dispose();
    }
}
