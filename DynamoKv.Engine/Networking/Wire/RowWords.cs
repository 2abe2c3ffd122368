// Keys with what belongs to them, in lists, as bytes.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Networking.Wire;

/// <summary>Lists of keys, of keys with digests and of keys with versions.</summary>
internal static class RowWords
{
    public delegate T ReadOne<T>(ref WireReader from);

    public static void Keys(this WireWriter to, int field, ImmutableArray<Key> keys)
    {
        foreach (var key in keys)
            to.Key(field, key);
    }

    public static ImmutableArray<Key> Keys(this ref WireReader from, int field)
    {
        var keys = ImmutableArray.CreateBuilder<Key>();
        while (from.Has(field))
            keys.Add(from.Key(field));

        return keys.DrainToImmutable();
    }

    public static void Digest(this WireWriter to, int field, Key key, ulong digest)
    {
        var mark = to.Open(field);
        to.Key(1, key);
        to.Hash(2, digest);
        to.Close(mark);
    }

    public static ImmutableArray<T> Digests<T>(this ref WireReader from, int field, Func<Key, ulong, T> make) =>
        from.List(field, (ref WireReader inner) => make(inner.Key(1), inner.Hash(2)));

    public static void Row(this WireWriter to, int field, Key key, SiblingSet versions)
    {
        var mark = to.Open(field);
        to.Key(1, key);
        to.Versions(2, versions);
        to.Close(mark);
    }

    public static ImmutableArray<T> Rows<T>(this ref WireReader from, int field, Func<Key, SiblingSet, T> make) =>
        from.List(field, (ref WireReader inner) => make(inner.Key(1), inner.Versions(2)));

    /// <summary>A repeated message.</summary>
    public static ImmutableArray<T> List<T>(this ref WireReader from, int field, ReadOne<T> read)
    {
        var list = ImmutableArray.CreateBuilder<T>();
        while (from.Has(field))
        {
            var inner = from.Message(field);
            list.Add(read(ref inner));
            inner.End();
        }

        return list.DrainToImmutable();
    }
}
