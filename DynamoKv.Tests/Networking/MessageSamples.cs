// Messages of every kind, with something in every field.
using DynamoKv.Engine.AntiEntropy;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Networking;

internal static class MessageSamples
{
    private static readonly NodeId A = new("A");
    private static readonly NodeId B = new("node-2");
    private static readonly NodeId C = new("c3");
    private static readonly Key Key1 = Key.Of("user:1");
    private static readonly Key Key2 = Key.Of("schlüssel 鍵 \U0001F511");
    private static readonly OperationId Operation = new(A, 1_234_567_890_123);
    private static readonly ExchangeId Exchange = new(B, 3, 77);
    private static readonly ExchangeTerms Terms = new(9, 0xDEADBEEFCAFE, IsByHand: true);
    private static readonly MerkleAddress Above = new(-1, 1);
    private static readonly MerkleAddress Leaf = new(449, 1_048_577);

    private static readonly Sibling Value = new(
        new Dot(new VersionActor(A, 1), 300),
        VectorClock.Of([new ClockEntry(new VersionActor(A, 1), 299, new Instant(5)), new ClockEntry(new VersionActor(B, 2), 7, Instant.Zero)]),
        new byte[] { 0, 1, 255 }, "image/png", new Instant(1_700_000_000_000_000), isTombstone: false)
    {
        ExpiresAt = new Instant(1_800_000_000_000_000),
    };

    private static readonly Sibling Tombstone = new(
        new Dot(new VersionActor(B, 2), 8), VectorClock.Empty, ReadOnlyMemory<byte>.Empty, "", new Instant(-3), isTombstone: true);

    private static readonly SiblingSet Set = SiblingSet.Of([Value, Tombstone]);
    private static readonly CausalContext Seen = new(Value.Clock, B);

    private static readonly Participation Replicas = new([A, B, C], [A], [B], [C], 2) { Hinted = [new StandIn(C, B)] };

    private static readonly MembershipView View = MembershipView
        .Of([MemberRecord.Founder(new RingMember(A)), new MemberRecord(
            B, "http://10.0.0.2:8082", 64, "rack 1/ä", 2, MemberPhase.Leaving, new Instant(12),
            [new Stay(new Instant(1), new Instant(3)), new Stay(new Instant(4), null)])])
        .With(A, new Pulse(4, 5, 0xFEED));

    /// <summary>At least one of each kind; of kinds with optional fields, one with and one without.</summary>
    public static IReadOnlyList<Message> All { get; } =
    [
        .. Requests().Select(request => new Message.ForwardedRequest(Operation, request, new Instant(-17))),
        .. Responses().Select(response => new Message.ForwardedResponse(Operation, response)),
        new Message.ReplicaPut(Operation, Key2, Set, 12, B, IsDurable: false),
        new Message.ReplicaPut(new OperationId(A, 0), Key1, SiblingSet.Empty, 0),
        new Message.ReplicaPutAcknowledged(Operation),
        .. Enum.GetValues<RefusalReason>().Select(reason => new Message.ReplicaPutRefused(Operation, reason)),
        new Message.ReplicaGet(Operation, Key1, long.MaxValue),
        new Message.ReplicaGetAnswered(Operation, Set),
        .. Enum.GetValues<RefusalReason>().Select(reason => new Message.ReplicaGetRefused(Operation, reason)),
        new Message.ReadRepair(Operation, Key2, Set),
        new Message.ReadRepair(Operation, Key2, Set, C),
        new Message.ReadRepairAcknowledged(Operation),
        new Message.Ping(),
        new Message.Pong(),
        .. AntiEntropy(),
        new Message.HintDelivery(Key1, Set),
        new Message.HintAcknowledged(Key1, ulong.MaxValue),
        new Message.HintRefused(Key2),
        new Message.Gossip(View),
        new Message.GossipReply(MembershipView.Empty),
        new Message.ReapProposed(4, 5, [new ReapedKey(Key1, 6), new ReapedKey(Key2, 0)]),
        new Message.ReapAnswered(4, [true, false, true]),
        new Message.ReapAnswered(4, []),
        new Message.ReapAgreed(4, [new ReapedKey(Key1, 6)]),
        .. Transfers(),
    ];

    private static IEnumerable<ClientRequest> Requests() =>
    [
        new ClientRequest.Get(Operation, Key1, RequestOptions.None),
        new ClientRequest.Get(Operation, Key1, new RequestOptions(0, 2, 3, -4, TimeSpan.FromMilliseconds(1.5), IsSloppy: false)),
        new ClientRequest.Get(Operation, Key1, new RequestOptions(NotFoundCounts: false, IsBasicQuorum: true)),
        new ClientRequest.Put(Operation, Key2, new RequestOptions(IsSloppy: true), WriteContent.Text("value"), Seen, OnlyIfAbsent: true),
        new ClientRequest.Put(
            Operation, Key2, RequestOptions.None, new WriteContent(new byte[300], "") { TimeToLive = TimeSpan.FromDays(2), Metadata = "[[\"X-Riak-Meta-A\",\"b\"]]" }, null, OnlyIfAbsent: false),
        new ClientRequest.Delete(Operation, Key1, RequestOptions.None, Seen with { FastestReplica = null }),
        new ClientRequest.Delete(Operation, Key1, RequestOptions.None, null),
    ];

    private static IEnumerable<ClientResponse> Responses() =>
    [
        new ClientResponse.Read(Operation, A, Replicas, Set, Seen, [B, C]),
        new ClientResponse.Written(Operation, B, Participation.None, Set, Value.Dot),
        new ClientResponse.Deleted(Operation, B, Replicas, Set, Tombstone.Dot),
        new ClientResponse.NothingToDelete(Operation, B, Replicas, Seen),
        new ClientResponse.AlreadyExists(Operation, B, Replicas, Seen),
        new ClientResponse.TooManySiblings(Operation, B, Replicas, 101, 100, Seen),
        .. Enum.GetValues<OperationKind>().Select(kind => new ClientResponse.QuorumMissed(Operation, B, Replicas, kind, MayBeSeen: true)),
        new ClientResponse.TimedOut(Operation, B, Replicas, OperationKind.Put, TimeSpan.FromSeconds(2)),
        new ClientResponse.Refused(Operation, B, Replicas, "R is more than N: ask for fewer replies. ä"),
        new ClientResponse.Overloaded(Operation, B, Replicas, 1_000),
    ];

    private static IEnumerable<Message> AntiEntropy() =>
    [
        new Message.CompareHashes(Exchange, 1, Terms, [new MerkleHashAt(Above, 1), new MerkleHashAt(Leaf, ulong.MaxValue)]),
        new Message.HashesCompared(Exchange, 2, [new MerkleDifference(Leaf, 3, 4), new MerkleDifference(Above, 0, 0)]),
        new Message.ListKeys(Exchange, 3, Terms with { IsByHand = false }, [Leaf, Above], Key2),
        new Message.ListKeys(Exchange, 3, Terms, [], null),
        new Message.KeysListed(Exchange, 4, [new KeyDigest(Key1, 5), new KeyDigest(Key2, 0)], 6, Key1),
        new Message.SwapVersions(Exchange, 5, Terms, [new KeyVersions(Key1, Set)], [Key2, Key1]),
        new Message.VersionsSwapped(Exchange, 6, [new KeyVersions(Key2, SiblingSet.Empty)], 7),
        .. Enum.GetValues<ExchangeRefusal>().Select(reason => new Message.ExchangeRefused(Exchange, 0, reason)),
    ];

    private static IEnumerable<Message> Transfers() =>
    [
        new Message.TransferOffer(1, 2, 3, 4),
        new Message.TransferRequest(1, 2, A, Key1, 500),
        new Message.TransferRequest(1, 2, null, null, 500),
        new Message.TransferBatch(1, 2, A, Key1, [new TransferRow(Key2, Set)], Key2, IsLast: true, 1_000_000),
        new Message.TransferBatch(1, 2, null, null, [], null, IsLast: false, 0),
        new Message.TransferPaused(1, 2, A),
        new Message.TransferFinished(1, 2),
        new Message.StrayCheck(1, [new StrayKey(Key1, 2)]),
        new Message.StrayChecked(1, [new StrayKey(Key1, 2)], [Key2]),
        new Message.StrayRows(1, [new TransferRow(Key1, Set)]),
        new Message.StrayRowsMerged(1, [new StrayKey(Key1, 2)]),
    ];
}
