// A session whose answers are written by a test.
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Scenarios;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Tests.Api;

/// <summary>A real run in everything but its answers to clients, which a test writes. It is main and the only run.</summary>
internal sealed class ScriptedSession(IClusterSession inner, Func<ClientRequest, ClientResponse> answer) : IClusterSession, IRunRegistry
{
    public IClusterSession Main => this;

    public IReadOnlyList<IClusterSession> All => [this];

    public string Name => inner.Name;

    public SessionMode Mode => inner.Mode;

    public string Title => inner.Title;

    public ulong? Seed => inner.Seed;

    public HashRing Ring => inner.Ring;

    public NodeOptions Options => inner.Options;

    public SessionTick Current => inner.Current;

    public string? DataFolder => inner.DataFolder;

    public IRunControls? Controls => null;

    public IAsyncEnumerable<SessionTick> WatchAsync(CancellationToken cancellation) => inner.WatchAsync(cancellation);

    public IReadOnlyList<LogEntry> ReadLog(long first, int count) => inner.ReadLog(first, count);

    public ClusterSnapshot SnapshotAt(long eventNumber) => inner.SnapshotAt(eventNumber);

    public long EventAt(Instant time) => inner.EventAt(time);

    public NodeActivity ActivityOf(NodeId node) => inner.ActivityOf(node);

    public Task<ClientResponse> SubmitAsync(NodeId? via, Func<OperationId, ClientRequest> request, CancellationToken cancellation) =>
        Task.FromResult(answer(request(new OperationId(new NodeId("A"), 1))));

    public Task<CommandAnswer> SendCommandAsync(NodeId node, Func<long, NodeCommand> command, CancellationToken cancellation) =>
        Task.FromResult<CommandAnswer>(new CommandAnswer.Refused(command(1).Number, "This session obeys nobody."));

    public ValueTask<DynamoKv.Engine.AntiEntropy.MerkleNode?> MerkleTreeAsync(NodeId node, RingPosition position, int levels, CancellationToken cancellation) =>
        inner.MerkleTreeAsync(node, position, levels, cancellation);

    public SessionLimits Limits => inner.Limits;

    public long FirstEvent => inner.FirstEvent;

    public IClusterRows Rows => inner.Rows;

    public long KeyCount => inner.KeyCount;

    public string AddressOf(NodeId node) => inner.AddressOf(node);

    public Task RefreshAsync(CancellationToken cancellation) => inner.RefreshAsync(cancellation);

    public IDisposable KeepAwake() => inner.KeepAwake();

    public Placement PlacementAt(long eventNumber) => inner.PlacementAt(eventNumber);

    public NodeSnapshot? Inspect(NodeId node) => inner.Inspect(node);

    public IClusterSession? Find(string name) => name == Name ? this : null;

    public IClusterSession Create(ulong? seed) => throw new RunLimitException("None.");

    public IClusterSession Create(ScenarioFile file, ulong? seed) => this;
}
