// Which rows were found damaged.
using System.Text;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Storage.Sqlite;

/// <summary>Counts damaged rows that were met, each once until it is written again.</summary>
internal sealed class DamagedRowBook
{
    private readonly HashSet<string> _keys = [];

    /// <summary>How many were met.</summary>
    public long Count { get; private set; }

    /// <summary>The keys of those not written since, sorted; without those that are no keys any more.</summary>
    public IReadOnlyList<Key> Keys => _keys.Count == 0
        ? []
        : [.. _keys.Select(hex => RowCodec.TryKey(Convert.FromHexString(hex))).OfType<Key>().Order(Utf8KeyOrder.Instance)];

    /// <summary>A damaged row was met.</summary>
    public void Meet(ReadOnlySpan<byte> key)
    {
        if (_keys.Add(Convert.ToHexString(key)))
            Count++;
    }

    /// <summary>A row was written, which mends it.</summary>
    public void Mend(Key key)
    {
        if (_keys.Count > 0)
            _keys.Remove(Convert.ToHexString(Encoding.UTF8.GetBytes(key.Text)));
    }
}
