// Which states a search has seen.
namespace DynamoKv.Engine.Checking.Histories.Registers;

/// <summary>
/// The states that a search has seen (Lowe 2017): which operations are done, and what the register holds. Operations
/// are
/// mostly done in the order of their beginnings, so only the stretch between the first one open and the last one done
/// is kept.
/// </summary>
internal sealed class ConfigurationSet
{
    private readonly HashSet<ulong[]> _seen = new(new WordsComparer());

    /// <summary>Adds a state; false: it was there.</summary>
    /// <param name="done">A bit an operation.</param>
    /// <param name="value">What the register holds.</param>
    public bool Add(ReadOnlySpan<ulong> done, int value)
    {
        var first = 0;
        while (first < done.Length && done[first] == ulong.MaxValue)
            first++;

        var last = done.Length;
        while (last > first && done[last - 1] == 0)
            last--;

        var key = new ulong[last - first + 1];
        key[0] = ((ulong)(uint)first << 32) | (uint)value;
        done[first..last].CopyTo(key.AsSpan(1));
        return _seen.Add(key);
    }

    private sealed class WordsComparer : IEqualityComparer<ulong[]>
    {
        public bool Equals(ulong[]? left, ulong[]? right) => left.AsSpan().SequenceEqual(right);

        public int GetHashCode(ulong[] words)
        {
            var hash = 14695981039346656037UL;
            foreach (var word in words)
            {
                hash = unchecked((hash ^ word) * 1099511628211UL);
                hash ^= hash >> 32;
            }

            return unchecked((int)hash);
        }
    }
}
