// The versions of one key.
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Versioning;

/// <summary>
/// The versions of one key that no other known write supersedes; sorted by dot, then past. Immutable. It keeps no clock
/// of its own: what it has seen is what its versions have seen, so that nothing can contradict them.
/// </summary>
/// <remarks>How sets are written and merged is the business of <see cref="VersionRules"/>.</remarks>
public sealed partial class SiblingSet : IEquatable<SiblingSet>
{
    private readonly Sibling[] _siblings;
    private VectorClock? _context;
    private ulong _digest;

    private SiblingSet(Sibling[] sorted) => _siblings = sorted;

    /// <summary>The set of a key that was never written.</summary>
    public static SiblingSet Empty { get; } = new([]);

    /// <summary>The versions, sorted.</summary>
    public ImmutableArray<Sibling> Siblings => ImmutableCollectionsMarshal.AsImmutableArray(_siblings);

    /// <summary>How many versions there are, tombstones included.</summary>
    public int Count => _siblings.Length;

    /// <summary>True when no version is known.</summary>
    public bool IsEmpty => _siblings.Length == 0;

    /// <summary>False for the empty set and for tombstones only.</summary>
    public bool HasLiveValue => LiveCount > 0;

    /// <summary>How many versions are no tombstones.</summary>
    public int LiveCount
    {
        get
        {
            var count = 0;
            foreach (var sibling in _siblings)
            {
                count += sibling.IsTombstone ? 0 : 1;
            }

            return count;
        }
    }

    /// <summary>
    /// The set as it reads at a time: values whose time is over stand as tombstones. For answers only: stored, sent and
    /// compared is the set as it was written. This very object when nothing is over.
    /// </summary>
    public SiblingSet AsOf(Instant now)
    {
        foreach (var sibling in _siblings)
        {
            if (!sibling.IsTombstone && sibling.IsDeletedAt(now))
            {
                return new([.. _siblings.Select(one => !one.IsTombstone && one.IsDeletedAt(now) ? one.Expired() : one)]);
            }
        }

        return this;
    }

    /// <summary>
    /// Everything this set has seen: the merge of all siblings' clocks. Made when first asked for, then kept.
    /// </summary>
    public VectorClock Context => _context ??= MergeClocks();

    /// <summary>
    /// A hash of the canonical bytes, the same on every machine; 0 for the empty set only. Made when first asked for,
    /// then kept.
    /// </summary>
    public ulong Digest => _digest != 0 || IsEmpty ? _digest : _digest = SiblingSetFormat.Digest(this);

    /// <summary>
    /// A set of these versions, in any order; equal ones count once. It does not drop what others supersede:
    /// that depends on the mode, see <see cref="VersionRules.Merge"/>.
    /// </summary>
    public static SiblingSet Of(IEnumerable<Sibling> siblings)
    {
        Sibling[] sorted = [.. siblings];
        Array.Sort(sorted, Sibling.Compare);
        var count = 0;
        foreach (var sibling in sorted)
        {
            if (count == 0 || !sibling.Equals(sorted[count - 1]))
            {
                sorted[count++] = sibling;
            }
        }

        return FromSorted(sorted.AsSpan(0, count).ToArray());
    }

    /// <summary>
    /// Canonical bytes: equal sets have equal bytes and different sets different ones; stored, sent and hashed alike.
    /// </summary>
    public byte[] Encode() => SiblingSetFormat.Encode(this);

    /// <summary>Reads what <see cref="Encode"/> wrote.</summary>
    /// <exception cref="FormatException">
    /// When the bytes are no canonical sibling set; says what is wrong and at which byte.
    /// </exception>
    public static SiblingSet Decode(ReadOnlySpan<byte> bytes) => SiblingSetFormat.Decode(bytes);

    /// <summary>Same versions.</summary>
    public bool Equals(SiblingSet? other) =>
        ReferenceEquals(this, other) || (other is not null && _siblings.AsSpan().SequenceEqual(other._siblings));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SiblingSet);

    /// <summary>A hash for tables of this process; differs from process to process.</summary>
    public override int GetHashCode()
    {
        var hash = 17;
        foreach (var sibling in _siblings)
        {
            hash = unchecked((hash * 31) + sibling.GetHashCode());
        }

        return hash;
    }

    /// <summary>"{A/1:1 after [], B/1:1 after []}".</summary>
    public override string ToString() => $"{{{string.Join(", ", _siblings.AsEnumerable())}}}";

    internal ReadOnlySpan<Sibling> Span => _siblings;

    internal static SiblingSet Single(Sibling sibling) => new([sibling]);

    internal static SiblingSet FromSorted(Sibling[] sorted) => sorted.Length == 0 ? Empty : new(sorted);

    private VectorClock MergeClocks()
    {
        var context = VectorClock.Empty;
        foreach (var sibling in _siblings)
        {
            context = context.Merge(sibling.Clock);
        }

        return context;
    }
}
