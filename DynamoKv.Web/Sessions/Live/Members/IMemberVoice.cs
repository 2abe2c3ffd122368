// What can be asked of one member, near or far.
using DynamoKv.Engine.AntiEntropy;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Web.Sessions.Live.Faults;

namespace DynamoKv.Web.Sessions.Live.Members;

/// <summary>
/// What can be asked of one member: of this process, or of another one by questions. Who does not answer in time throws a
/// <see cref="Engine.Networking.PeerSilentException"/>, who has no room a <see cref="Engine.Hosting.NodeBusyException"/>, who
/// stopped on the way a <see cref="Engine.Hosting.NodeStoppedException"/>. Thread-safe.
/// </summary>
internal interface IMemberVoice
{
    NodeId Node { get; }

    Task<MemberAccount> AccountAsync(CancellationToken cancellation);

    Task<RowPage> ReadAsync(RowQuery query, CancellationToken cancellation);

    Task<KeyHolding> HoldingAsync(Key key, CancellationToken cancellation);

    Task<IReadOnlyList<HintsKept>> HintsAsync(CancellationToken cancellation);

    Task<StorageFacts> StorageAsync(CancellationToken cancellation);

    Task<MerkleNode?> MerkleTreeAsync(RingPosition position, int levels, CancellationToken cancellation);

    Task<ClientResponse> SubmitAsync(Func<OperationId, ClientRequest> request, CancellationToken cancellation);

    Task<CommandAnswer> SendCommandAsync(Func<long, NodeCommand> command, CancellationToken cancellation);

    /// <summary>Breaks or mends something on its own side.</summary>
    /// <exception cref="FaultRefusedException">When it makes no sense there, or it was not started for it.</exception>
    Task<FaultTold> BreakAsync(FaultOrder order, CancellationToken cancellation);

    /// <summary>What it does, from now on; first an empty batch: it is heard.</summary>
    IAsyncEnumerable<TraceBatch> FollowAsync(CancellationToken cancellation);
}
