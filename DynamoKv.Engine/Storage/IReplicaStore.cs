// The port through which a node keeps what it must not forget.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Storage;

/// <summary>What a look-up found.</summary>
public enum RowState
{
    /// <summary>Nothing is stored under the key.</summary>
    Missing,

    /// <summary>The stored row is whole.</summary>
    Present,

    /// <summary>A row is there but its checksum is wrong: counts as missing, other replicas mend it.</summary>
    Damaged,
}

/// <summary>A row as it was found; <see cref="Versions"/> is empty unless the row is present.</summary>
public readonly record struct StoredRow(RowState State, SiblingSet Versions);

/// <summary>One node's durable state. Synchronous on purpose: a step runs to completion (docs/adr).</summary>
/// <remarks>Reads see the writes that are not yet committed. One caller at a time.</remarks>
public interface IReplicaStore : IDisposable
{
    /// <summary>The node whose store this is; a store of another node is refused when it is opened.</summary>
    NodeId Node { get; }

    /// <summary>The newest incarnation; 0 before the first.</summary>
    long Incarnation { get; }

    /// <summary>
    /// Takes the incarnation of a new life: one above the last one kept here, but at least <paramref name="atLeast"/>,
    /// which is what protects a node whose disk was lost (protocol: riak_kv issue 679). Durable with the next commit.
    /// </summary>
    long BeginIncarnation(long atLeast);

    /// <summary>What is stored under a key.</summary>
    StoredRow Read(Key key);

    /// <summary>Replaces what is stored under a key; the empty set removes the row.</summary>
    /// <exception cref="StoreFullException">When the disk is full: nothing was changed by this call.</exception>
    /// <exception cref="StoreFailedException">
    /// When the disk failed, or an earlier failure has ended this store's life.
    /// </exception>
    void Write(Key key, SiblingSet versions);

    /// <summary>
    /// Up to <paramref name="limit"/> whole rows with keys after <paramref name="after"/> (null: from the first), in
    /// the order of <see cref="Utf8KeyOrder"/>. Damaged rows are left out and counted; fewer than the limit means the end.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">When the limit is not positive.</exception>
    IReadOnlyList<KeyValuePair<Key, SiblingSet>> Scan(Key? after, int limit);

    /// <summary>
    /// The keys of damaged rows met since the store was opened and not written since, sorted; those whose key itself can't
    /// be read are left out. Costs nothing while there are none.
    /// </summary>
    IReadOnlyList<Key> DamagedKeys => [];

    /// <summary>Counts over committed and uncommitted rows.</summary>
    StoreStatistics Statistics { get; }

    /// <summary>For whom hints are kept, sorted by target; targets without hints are not in it.</summary>
    IReadOnlyList<HintTarget> HintTargets { get; }

    /// <summary>The hint of a target and key; null: none.</summary>
    Hint? ReadHint(NodeId target, Key key);

    /// <summary>All hints of a key, sorted by target. Costs next to nothing when no hint is kept at all.</summary>
    IReadOnlyList<Hint> HintsOf(Key key);

    /// <summary>Up to <paramref name="limit"/> hints of a target, the oldest first (then in key order).</summary>
    IReadOnlyList<Hint> HintsFor(NodeId target, int limit);

    /// <summary>Keeps a hint in the place of the one of its target and key, if any.</summary>
    /// <exception cref="StoreFullException">When the disk is full: nothing was changed by this call.</exception>
    void WriteHint(Hint hint);

    /// <summary>Forgets a hint; nothing when there is none.</summary>
    void RemoveHint(NodeId target, Key key);

    /// <summary>A small named record beside the rows (the membership, the progress of a transfer); null: none.</summary>
    byte[]? ReadNote(string name);

    /// <summary>Replaces a small named record; null removes it.</summary>
    /// <exception cref="StoreFullException">When the disk is full: nothing was changed by this call.</exception>
    void WriteNote(string name, ReadOnlyMemory<byte>? content);

    /// <summary>
    /// Makes all writes since the last commit durable; all of them or none. When it throws, none of them is stored and
    /// the store stands at the last commit again, while the node remembers more: stop the node, then open the store anew.
    /// </summary>
    /// <exception cref="StoreFullException">
    /// When the disk has no room; the store goes on working once there is room.
    /// </exception>
    /// <exception cref="StoreFailedException">When the disk failed; this store refuses all further work.</exception>
    void Commit();

    /// <summary>
    /// There is nothing else to do now: work that later commits would have to do may be done. Changes nothing that can be read,
    /// and fails in silence. Costs nothing when there is nothing to tidy.
    /// </summary>
    void Tidy()
    {
    }
}

/// <summary>What a store holds.</summary>
/// <param name="Keys">Rows, whole or damaged.</param>
/// <param name="Tombstones">Rows with no live value.</param>
/// <param name="DamagedRows">Damaged rows met since the store was opened, each once until it is written again.</param>
/// <param name="Bytes">
/// Bytes of the keys (UTF-8) and of all their siblings' values. Clocks and the format's own bytes are not in it, so
/// that it costs next to nothing to keep and means the same in every store.
/// </param>
public readonly record struct StoreStatistics(long Keys, long Tombstones, long DamagedRows, long Bytes);
