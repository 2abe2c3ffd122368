// One life of a real node: from the opening of its disk to the commit that fails, or the stop.
using System.Security.Cryptography;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Engine.Hosting;

/// <summary>
/// A node on its open store. When the store fails the life ends with it: memory and disk disagree, and a new life is a new
/// node on a store that was opened anew.
/// </summary>
internal sealed class NodeLife : IDisposable
{
    private const string RoomNote = "host/room";
    private const int RoomBytes = 256 * 1024;

    private NodeLife(DynamoNode node, IReplicaStore store, TimeSpan began) => (Node, Store, Began) = (node, store, began);

    /// <summary>The node.</summary>
    public DynamoNode Node { get; }

    /// <summary>Its disk.</summary>
    public IReplicaStore Store { get; }

    /// <summary>When the life began, by the monotonic clock.</summary>
    public TimeSpan Began { get; }

    /// <summary>What it wants to be reminded of; it ends with the life.</summary>
    public TimerQueue Timers { get; } = new();

    /// <summary>The membership of which the transport was told.</summary>
    public long ToldEpoch { get; set; } = -1;

    /// <summary>Opens the disk and makes a node on it; the node has not started.</summary>
    /// <param name="id">Who lives.</param>
    /// <param name="behaviour">How it behaves.</param>
    /// <param name="options">How it begins where its disk is empty.</param>
    /// <param name="stores">Where its disk is.</param>
    /// <param name="began">When, by the monotonic clock.</param>
    /// <param name="counters">Count on from the lives before.</param>
    /// <param name="provesRoom">Whether the disk was full before: then it has to prove that there is room again.</param>
    public static NodeLife Open(
        NodeId id, NodeOptions behaviour, NodeHostOptions options, IStoreFactory stores, TimeSpan began, NodeCounters counters, bool provesRoom)
    {
        var store = stores.Open(id);
        try
        {
            if (provesRoom)
                ProveRoom(store);

            FirstStart.Prepare(store, options.Founders);
            var chance = new DeterministicRandom(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))));
            return new NodeLife(new DynamoNode(id, behaviour, new RingCatalogue(founders: null), store, chance) { Counters = counters }, store, began);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Store.Dispose();

    // A few bytes find room on a full disk, and the first request would be the next to fail.
    private static void ProveRoom(IReplicaStore store)
    {
        store.WriteNote(RoomNote, new byte[RoomBytes]);
        store.Commit();
        store.WriteNote(RoomNote, null);
        store.Commit();
    }
}
