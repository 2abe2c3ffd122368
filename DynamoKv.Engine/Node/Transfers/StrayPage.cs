// Some strays, and who has them already.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Node.Transfers;

/// <summary>Some strays that are being handed over, and which of their replicas hold them already.</summary>
internal sealed class StrayPage
{
    private readonly SortedDictionary<Key, Stray> _strays = [];

    /// <param name="rows">The strays as they are held now.</param>
    /// <param name="primariesOf">Whose they are: all of these must have them.</param>
    public StrayPage(IReadOnlyList<TransferRow> rows, Func<Key, ImmutableArray<NodeId>> primariesOf)
    {
        foreach (var row in rows)
            _strays[row.Key] = new Stray(row, [.. primariesOf(row.Key)]);
    }

    public bool IsEmpty => _strays.Count == 0;

    /// <summary>How many times its replicas were asked.</summary>
    public int Tries { get; set; }

    public int Count => _strays.Count;

    /// <summary>Whom to ask about which of them, sorted.</summary>
    public IEnumerable<(NodeId Primary, ImmutableArray<StrayKey> Keys)> Questions() =>
        from stray in _strays.Values
        from primary in stray.Missing
        group new StrayKey(stray.Row.Key, stray.Row.Versions.Digest) by primary into asked
        orderby asked.Key
        select (asked.Key, asked.ToImmutableArray());

    /// <summary>The rows of these keys that are on this page.</summary>
    public ImmutableArray<TransferRow> Rows(ImmutableArray<Key> keys) =>
        [.. keys.Where(_strays.ContainsKey).Select(key => _strays[key].Row)];

    /// <summary>A primary holds these; not counted when they are other versions than this page's.</summary>
    public void Acknowledge(NodeId primary, ImmutableArray<StrayKey> keys)
    {
        foreach (var key in keys)
        {
            if (_strays.TryGetValue(key.Key, out var stray) && stray.Row.Versions.Digest == key.Digest)
                stray.Missing.Remove(primary);
        }
    }

    /// <summary>Takes out what all its primaries have.</summary>
    public ImmutableArray<TransferRow> TakeFinished()
    {
        ImmutableArray<TransferRow> finished = [.. _strays.Values.Where(stray => stray.Missing.Count == 0).Select(stray => stray.Row)];
        foreach (var row in finished)
            _strays.Remove(row.Key);

        return finished;
    }

    private sealed record Stray(TransferRow Row, SortedSet<NodeId> Missing);
}
