// The order in which every store lists its keys.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Storage;

/// <summary>
/// Keys by their bytes in UTF-8, which is also the order of Unicode code points. A database orders bytes so by itself;
/// <see cref="Key.CompareTo"/>, which compares UTF-16 units, differs for characters outside the basic plane.
/// </summary>
public sealed class Utf8KeyOrder : IComparer<Key>
{
    /// <summary>The one instance.</summary>
    public static Utf8KeyOrder Instance { get; } = new();

    /// <summary>
    /// Negative, zero or positive as <paramref name="x"/> stands before, at or after <paramref name="y"/>.
    /// </summary>
    public int Compare(Key x, Key y)
    {
        ReadOnlySpan<char> left = x.Text;
        ReadOnlySpan<char> right = y.Text;
        var shared = left.CommonPrefixLength(right);
        return shared == left.Length || shared == right.Length
            ? left.Length.CompareTo(right.Length)
            : Rank(left[shared]).CompareTo(Rank(right[shared]));
    }

    // Surrogates spell the code points above U+FFFF, yet as UTF-16 units they sort below U+E000..U+FFFF.
    private static int Rank(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
