// One bucket of keys.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.AntiEntropy;

/// <summary>
/// The keys of one bucket with their digests. They are kept so that writing a row twice counts once, a row that can't be
/// read any more can still be taken out, and the keys of a bucket are named without a walk over the disk.
/// </summary>
internal struct MerkleLeaf
{
    private const int FirstRoom = 4;

    private Entry[]? _entries;

    /// <summary>How many keys it has.</summary>
    public int Count { get; private set; }

    /// <summary>Sets the digest of a key; 0 takes the key out. Gives what that adds to the leaf's hash.</summary>
    public ulong Set(Key key, ulong digest)
    {
        var hash = MerkleHash.OfKey(key);
        for (var index = 0; index < Count; index++)
        {
            ref var entry = ref _entries![index];
            if (entry.Hash == hash && entry.Key == key)
            {
                var before = MerkleHash.OfEntry(hash, entry.Digest);
                if (digest != 0)
                {
                    entry.Digest = digest;
                    return MerkleHash.OfEntry(hash, digest) - before;
                }

                entry = _entries[--Count];
                _entries[Count] = default;
                return 0 - before;
            }
        }

        return digest == 0 ? 0 : Add(new Entry(key, hash, digest));
    }

    /// <summary>The keys after one (default: all), in their order.</summary>
    public readonly KeyDigest[] Keys(Key? after)
    {
        var keys = new List<KeyDigest>(Count);
        for (var index = 0; index < Count; index++)
        {
            ref var entry = ref _entries![index];
            if (after is null || entry.Key.CompareTo(after.Value) > 0)
            {
                keys.Add(new KeyDigest(entry.Key, entry.Digest));
            }
        }

        keys.Sort((left, right) => left.Key.CompareTo(right.Key));
        return [.. keys];
    }

    private ulong Add(Entry entry)
    {
        if (_entries is null || Count == _entries.Length)
        {
            Array.Resize(ref _entries, Math.Max(FirstRoom, Count + (Count / 2)));
        }

        _entries[Count++] = entry;
        return MerkleHash.OfEntry(entry.Hash, entry.Digest);
    }

    private struct Entry(Key key, ulong hash, ulong digest)
    {
        public readonly Key Key = key;
        public readonly ulong Hash = hash;
        public ulong Digest = digest;
    }
}
