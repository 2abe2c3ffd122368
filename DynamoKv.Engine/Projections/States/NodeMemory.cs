// What is in a node's memory at one line of a log, by its own words.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Projections.States;

/// <summary>What is in a node's memory at one line of a log, by its own words: a crash empties it. Immutable.</summary>
/// <param name="Node">The node.</param>
public sealed record NodeMemory(NodeId Node)
{
    /// <summary>What it thinks of its peers, of whom it has said something.</summary>
    public ImmutableSortedDictionary<NodeId, PeerOpinion> Peers { get; init; } = ImmutableSortedDictionary<NodeId, PeerOpinion>.Empty;

    /// <summary>Operations under way here, by name.</summary>
    public ImmutableList<NodeOperation> Operations { get; init; } = [];

    /// <summary>The membership that it knows; 0: that of the beginning.</summary>
    public long Epoch { get; init; }

    /// <summary>The members of the ring that it knows; empty: those of the beginning.</summary>
    public ImmutableArray<NodeId> Members { get; init; } = [];

    /// <summary>The members after the change that is under way; empty: none is.</summary>
    public ImmutableArray<NodeId> Next { get; init; } = [];

    /// <summary>Whether its Merkle trees are whole; null: it has not said.</summary>
    public bool? AreTreesReady { get; init; }

    /// <summary>Whether its anti-entropy is paused.</summary>
    public bool IsAntiEntropyPaused { get; init; }

    /// <summary>With whom it compares itself just now; null: with nobody.</summary>
    public NodeId? ComparesWith { get; init; }

    /// <summary>When it began its last comparison; null: none in this life.</summary>
    public Instant? ComparedAt { get; init; }

    /// <summary>Whether its transfers are paused. A restart does not change it.</summary>
    public bool AreTransfersPaused { get; init; }

    /// <summary>From whom it takes ranges over just now.</summary>
    public ImmutableSortedSet<NodeId> TakesFrom { get; init; } = ImmutableSortedSet<NodeId>.Empty;

    /// <summary>Rows that it found damaged and that were not written again.</summary>
    public ImmutableSortedSet<Key> Damaged { get; init; } = ImmutableSortedSet<Key>.Empty;

    /// <summary>Tombstones and rows removed for good, and writes that its disk refused, in this life.</summary>
    public (int Removed, int Refused) Counts { get; init; }

    /// <summary>What is known of a peer.</summary>
    public PeerOpinion OpinionOf(NodeId peer) => Peers.GetValueOrDefault(peer, PeerOpinion.None);

    /// <summary>The memory after more entries. Pure.</summary>
    public NodeMemory Apply(IEnumerable<LogEntry> entries) => entries.Aggregate(this, (memory, entry) => memory.Apply(entry));

    /// <summary>The memory after one more entry. Pure.</summary>
    public NodeMemory Apply(LogEntry entry) => entry.What switch
    {
        WorldEvent.NodeCrashed crashed when crashed.Node == Node => new NodeMemory(Node) { Epoch = Epoch, Members = Members, Next = Next, AreTransfersPaused = AreTransfersPaused },
        WorldEvent => this,
        _ when entry.Node != Node => this,
        TraceEvent.OfMembership what => MemoryFold.Member(this, what, entry.At),
        TraceEvent.OfAntiEntropy what => MemoryFold.Compare(this, what, entry.At),
        TraceEvent.OfTransfer what => MemoryFold.Transfer(this, what),
        TraceEvent.VersionsStored stored => this with { Damaged = Damaged.Remove(stored.Key) },
        TraceEvent.RowRemoved removed => this with { Damaged = Damaged.Remove(removed.Key), Counts = Counts with { Removed = Counts.Removed + 1 } },
        TraceEvent.RowDamaged damaged => this with { Damaged = Damaged.Add(damaged.Key) },
        TraceEvent.WriteRefused => this with { Counts = Counts with { Refused = Counts.Refused + 1 } },
        TraceEvent.PeerSuspected suspected => this with { Peers = Peers.SetItem(suspected.Peer, OpinionOf(suspected.Peer) with { PassedBySince = entry.At }) },
        TraceEvent.PeerHeardAgain heard => this with { Peers = Peers.SetItem(heard.Peer, OpinionOf(heard.Peer) with { PassedBySince = null }) },
        _ => this with { Operations = OperationsFold.Apply(Operations, entry) },
    };
}
