// A set of writes of one key.
using System.Numerics;

namespace DynamoKv.Engine.Checking;

/// <summary>A set of writes of one key, each by its place in the key's history: a bit a write.</summary>
internal sealed class WriteSet
{
    private ulong[] _words = [];

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            var count = 0;
            foreach (var word in _words)
                count += BitOperations.PopCount(word);

            return count;
        }
    }

    /// <summary>Whether the write is among them.</summary>
    public bool Contains(int write) => write >> 6 < _words.Length && (_words[write >> 6] & (1UL << (write & 63))) != 0;

    /// <summary>Takes one more.</summary>
    public void Add(int write)
    {
        Grow((write >> 6) + 1);
        _words[write >> 6] |= 1UL << (write & 63);
    }

    /// <summary>Takes all of another set.</summary>
    public void UnionWith(WriteSet other)
    {
        Grow(other._words.Length);
        for (var index = 0; index < other._words.Length; index++)
            _words[index] |= other._words[index];
    }

    /// <summary>Whether all of another set are among them.</summary>
    public bool Covers(WriteSet other) => FirstMissingOf(other) is null;

    /// <summary>The first of another set that is not among them; null: all are.</summary>
    public int? FirstMissingOf(WriteSet other)
    {
        for (var index = 0; index < other._words.Length; index++)
        {
            var missing = other._words[index] & ~(index < _words.Length ? _words[index] : 0);
            if (missing != 0)
                return (index << 6) + BitOperations.TrailingZeroCount(missing);
        }

        return null;
    }

    /// <summary>Empties it.</summary>
    public void Clear() => Array.Clear(_words);

    /// <summary>The same set, to be changed apart.</summary>
    public WriteSet Copy() => new() { _words = [.. _words] };

    private void Grow(int words)
    {
        if (_words.Length < words)
            Array.Resize(ref _words, words);
    }
}
