// Where the nodes of the cluster have been found.
using System.Collections.Immutable;
using DynamoKv.Engine.Networking.Handshakes;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Networking.Links;

/// <summary>
/// Where the nodes of the cluster have been found, so that a node that starts again at another address is followed. What a node
/// says of itself counts most; of what others say of it, what they heard of its latest start. Thread-safe.
/// </summary>
/// <param name="mayLeaveThisMachine">False: addresses of other machines are not believed.</param>
internal sealed class AddressBook(bool mayLeaveThisMachine)
{
    /// <summary>The most nodes that are remembered.</summary>
    public const int MaxPlaces = 1_024;

    private readonly Lock _gate = new();
    private ImmutableSortedDictionary<NodeId, Place> _places = ImmutableSortedDictionary<NodeId, Place>.Empty;

    /// <summary>All places, sorted by node.</summary>
    public ImmutableArray<Place> All => [.. Volatile.Read(ref _places).Values];

    /// <summary>Where a node is; null: unknown.</summary>
    public string? Find(NodeId node) => Volatile.Read(ref _places).GetValueOrDefault(node)?.Address;

    /// <summary>A node has said itself where it is.</summary>
    /// <returns>Whether that is news.</returns>
    public bool LearnFromItself(NodeId node, string address, long startedAt)
    {
        if (!IsAcceptable(address, out var known))
            return false;

        lock (_gate)
        {
            var before = _places.GetValueOrDefault(node);
            var isElsewhere = before?.Address != known;
            // Its clock may have been set back, or its disk lost; what others remember must not win against what it says itself.
            var since = before is null ? startedAt : Math.Max(startedAt, before.StartedAt + (isElsewhere ? 1 : 0));
            return isElsewhere && Keep(new Place(node, known, since));
        }
    }

    /// <summary>Others have said where they found nodes.</summary>
    /// <param name="places">Where.</param>
    /// <param name="self">Nobody is believed about this node.</param>
    public void LearnFromOthers(ImmutableArray<Place> places, NodeId self)
    {
        lock (_gate)
        {
            foreach (var place in places)
            {
                var before = _places.GetValueOrDefault(place.Node);
                if (place.Node != self && (before is null || place.StartedAt > before.StartedAt) && IsAcceptable(place.Address, out var known))
                    Keep(place with { Address = known });
            }
        }
    }

    /// <summary>Whether this node may dial an address, and its one spelling.</summary>
    public bool IsAcceptable(string text, out string address) =>
        NodeAddress.TryNormalize(text, out address!) && (mayLeaveThisMachine || NodeAddress.IsLoopback(address));

    private bool Keep(Place place)
    {
        if (_places.Count >= MaxPlaces && !_places.ContainsKey(place.Node))
            return false;

        Volatile.Write(ref _places, _places.SetItem(place.Node, place));
        return true;
    }
}
