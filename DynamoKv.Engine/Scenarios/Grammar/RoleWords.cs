// The roles of a node in the scenario language.
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Scenarios.Shapes;

namespace DynamoKv.Engine.Scenarios.Grammar;

/// <summary>The roles of a node in the scenario language.</summary>
internal static class RoleWords
{
    private static readonly Words<HandoffOptions> H = new(new HandoffOptions());
    private static readonly Words<AntiEntropyOptions> A = new(new AntiEntropyOptions());
    private static readonly Words<GossipOptions> G = new(new GossipOptions());
    private static readonly Words<TransferOptions> T = new(new TransferOptions());
    private static readonly Words<ReapingOptions> R = new(new ReapingOptions());
    private static readonly Words<BufferedWriteOptions> B = new(new BufferedWriteOptions());
    private static readonly Words<AdmissionOptions> M = new(new AdmissionOptions());

    public static MapShape<HandoffOptions> Hints { get; } = new(
        "cluster.hints", "Hinted handoff (Dynamo 4.6).", H.Empty,
        H.Of("fallback_after", "How long a coordinator waits for a replica before it asks a fallback.", Scalars.Duration, x => x.FallbackAfter, (x, v) => x with { FallbackAfter = v }),
        H.Of("replay_every", "How often hints for peers that look reachable are tried again.", Scalars.Duration, x => x.DeliverEvery, (x, v) => x with { DeliverEvery = v }),
        H.Of("ttl", "The oldest that a hint gets.", Scalars.Duration, x => x.MaxAge, (x, v) => x with { MaxAge = v }),
        H.Of("max", "The most hints for one target.", Scalars.Whole(1), x => x.MaxHints, (x, v) => x with { MaxHints = v }),
        H.Of("max_bytes", "The most bytes for one target.", Scalars.Long(1, long.MaxValue), x => x.MaxBytes, (x, v) => x with { MaxBytes = v }),
        H.Of("window", "The most hints under way to one target.", Scalars.Whole(1, 100_000), x => x.Window, (x, v) => x with { Window = v }));

    public static MapShape<AntiEntropyOptions> AntiEntropy { get; } = new(
        "cluster.anti_entropy", "Merkle trees a key range (Dynamo 4.7).", A.Empty,
        A.Of("every", "How often a node compares itself with a peer.", Scalars.Duration, x => x.Every, (x, v) => x with { Every = v }),
        A.Of("leaves", "Leaves of the whole ring.", Scalars.Whole(1, 1 << 20), x => x.Leaves, (x, v) => x with { Leaves = v }),
        A.Of("batch_keys", "The most keys of one message.", Scalars.Whole(1, 100_000), x => x.BatchKeys, (x, v) => x with { BatchKeys = v }),
        A.Of("scrub_every", "How often all rows are looked through for damage.", Scalars.Duration, x => x.ScrubEvery, (x, v) => x with { ScrubEvery = v }));

    public static MapShape<GossipOptions> Gossip { get; } = new(
        "cluster.gossip", "Gossip of membership and health (Dynamo 4.8).", G.Empty,
        G.Of("every", "How often a node meets another one.", Scalars.Duration, x => x.Every, (x, v) => x with { Every = v }),
        G.Of("fanout", "How many it meets each time.", Scalars.Whole(1, 100), x => x.Fanout, (x, v) => x with { Fanout = v }),
        G.Of("seeds", "Members that everybody knows from configuration.", Names.NodeList, x => x.Seeds, (x, v) => x with { Seeds = v }));

    public static Shape<GossipOptions> Detector { get; } = new TaggedShape<GossipOptions>(
        "{ kind: phi, threshold: 8 } or { kind: timeout, after: 500ms }", "kind",
        new TaggedKind<GossipOptions>("phi", Phi(), (node, scope) => Phi().Read(node, scope), x => x.DownAfter is null ? Phi().Write(x) : null),
        new TaggedKind<GossipOptions>("timeout", Timeout(), (node, scope) => Timeout().Read(node, scope), x => x.DownAfter is null ? null : Timeout().Write(x)));

    public static MapShape<TransferOptions> Transfers { get; } = new(
        "cluster.transfers", "Key ranges that move when members come and go (Dynamo 4.9).", T.Empty,
        T.Of("batch_keys", "The most keys of one message.", Scalars.Whole(1, 100_000), x => x.BatchKeys, (x, v) => x with { BatchKeys = v }),
        T.Maybe("keys_per_second", "The most keys a second that one node sends.", Scalars.Whole(1), x => x.KeysPerSecond, (x, v) => x with { KeysPerSecond = v }),
        T.Of("retry_after", "How long a silent partner is waited for.", Scalars.Duration, x => x.RetryAfter, (x, v) => x with { RetryAfter = v }),
        T.Of("strays_every", "How often a node looks for keys that are not its own.", Scalars.Duration, x => x.StraysEvery, (x, v) => x with { StraysEvery = v }));

    public static MapShape<ReapingOptions> Reaping { get; } = new(
        "cluster.reaping", "Tombstones that go when everybody agrees.", R.Empty,
        R.Of("grace", "How old a tombstone is at least.", Scalars.Duration, x => x.Grace, (x, v) => x with { Grace = v }),
        R.Of("every", "How often a node looks for some.", Scalars.Duration, x => x.Every, (x, v) => x with { Every = v }),
        R.Of("settle", "The pause between the two questions to everybody.", Scalars.Duration, x => x.Settle, (x, v) => x with { Settle = v }));

    public static MapShape<BufferedWriteOptions> Buffered { get; } = new(
        "cluster.buffered_writes", "Replicas acknowledge from memory and write later (Dynamo 6.1).", B.Empty,
        B.Of("flush_every", "The longest that a row waits.", Scalars.Duration, x => x.FlushEvery, (x, v) => x with { FlushEvery = v }),
        B.Of("max_rows", "The most rows that wait.", Scalars.Whole(1, 10_000_000), x => x.MaxRows, (x, v) => x with { MaxRows = v }));

    public static MapShape<AdmissionOptions> Admission { get; } = new(
        "cluster.admission", "Background work gives way to clients (Dynamo 6.5).", M.Empty,
        M.Of("p99", "The 99th percentile of the foreground up to which background work may grow.", Scalars.Duration, x => x.P99Threshold, (x, v) => x with { P99Threshold = v }),
        M.Of("window", "Over which time the percentile is taken.", Scalars.Duration, x => x.Window, (x, v) => x with { Window = v }));

    private static MapShape<GossipOptions> Phi() => new(
        "cluster.failure_detector: phi", "Phi accrual: how unlikely a silence is.", G.Empty,
        G.Of("threshold", "Phi at which a peer counts as down.", Scalars.Number, x => x.PhiThreshold, (x, v) => x with { PhiThreshold = v }));

    private static MapShape<GossipOptions> Timeout() => new(
        "cluster.failure_detector: timeout", "A plain timeout.", G.Empty with { DownAfter = TimeSpan.FromSeconds(1) },
        new Word<GossipOptions, TimeSpan?>(
            "after", "The silence after which a peer counts as down.", new MaybeShape<TimeSpan>(Scalars.Duration), x => x.DownAfter, (x, v) => x with { DownAfter = v },
            G.Empty with { DownAfter = TimeSpan.FromSeconds(1) }));
}
