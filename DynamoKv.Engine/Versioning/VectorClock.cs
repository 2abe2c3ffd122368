// What a write or a client has seen: the vector clock.
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Versioning;

/// <summary>
/// An immutable vector clock (Dynamo 4.4): for each actor the last write that was seen. The pairs lie in one array,
/// sorted by actor, so that comparing and merging are one walk over both arrays.
/// </summary>
public sealed partial class VectorClock : IEquatable<VectorClock>
{
    private readonly ClockEntry[] _entries;

    private VectorClock(ClockEntry[] sorted) => _entries = sorted;

    /// <summary>The clock that has seen nothing.</summary>
    public static VectorClock Empty { get; } = new([]);

    /// <summary>The pairs, sorted by actor.</summary>
    public ImmutableArray<ClockEntry> Entries => ImmutableCollectionsMarshal.AsImmutableArray(_entries);

    /// <summary>How many pairs there are.</summary>
    public int Count => _entries.Length;

    /// <summary>True when nothing was seen.</summary>
    public bool IsEmpty => _entries.Length == 0;

    /// <summary>The counter of an actor; 0 when it has none.</summary>
    public long this[VersionActor actor]
    {
        get
        {
            var index = IndexOf(actor);
            return index < 0 ? 0 : _entries[index].Counter;
        }
    }

    /// <summary>A clock of these pairs, in any order.</summary>
    /// <exception cref="ArgumentException">
    /// When an actor comes twice, has no node, or a number is out of range.
    /// </exception>
    public static VectorClock Of(IEnumerable<ClockEntry> entries)
    {
        ClockEntry[] sorted = [.. entries];
        Array.Sort(sorted, static (left, right) => left.Actor.CompareTo(right.Actor));
        for (var i = 0; i < sorted.Length; i++)
        {
            CheckDot(new Dot(sorted[i].Actor, sorted[i].Counter), nameof(entries));
            if (i > 0 && sorted[i].Actor == sorted[i - 1].Actor)
            {
                throw new ArgumentException($"The actor {sorted[i].Actor} comes twice in one clock.", nameof(entries));
            }
        }

        return FromSorted(sorted);
    }

    /// <summary>True when the write of this name was seen.</summary>
    public bool Covers(Dot dot) => this[dot.Actor] >= dot.Counter;

    /// <summary>True when everything that the other clock has seen was seen here too.</summary>
    public bool Covers(VectorClock other) => CompareTo(other) is ClockRelation.Equal or ClockRelation.After;

    /// <summary>This clock with one more write seen; this very clock when it was seen already.</summary>
    /// <param name="dot">The write.</param>
    /// <param name="updatedAt">Its time, for plain vector clocks.</param>
    public VectorClock Including(Dot dot, Instant updatedAt = default)
    {
        var index = IndexOf(dot.Actor);
        if (index >= 0 && _entries[index].Counter >= dot.Counter)
        {
            return this;
        }

        var entry = new ClockEntry(dot.Actor, dot.Counter, updatedAt);
        return index >= 0 ? WithReplaced(index, entry) : WithInserted(~index, entry);
    }

    /// <summary>
    /// Same pairs, times included: what has equal bytes. <see cref="CompareTo"/> looks at the counters only.
    /// </summary>
    public bool Equals(VectorClock? other) =>
        ReferenceEquals(this, other) || (other is not null && _entries.AsSpan().SequenceEqual(other._entries));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VectorClock);

    /// <summary>A hash for tables of this process; differs from process to process.</summary>
    public override int GetHashCode()
    {
        var hash = 17;
        foreach (ref readonly var entry in _entries.AsSpan())
        {
            hash = unchecked((hash * 31) + entry.GetHashCode());
        }

        return hash;
    }

    internal static VectorClock FromSorted(ClockEntry[] sorted) => sorted.Length == 0 ? Empty : new(sorted);

    internal static void CheckDot(Dot dot, string parameter)
    {
        if (dot.Actor.Node.Value is null || dot.Actor.Incarnation < 0 || dot.Counter < 1)
        {
            throw new ArgumentException(
                $"'{dot}' names no write: it needs a node, an incarnation from 0 and a counter from 1.", parameter);
        }
    }

    private VectorClock WithReplaced(int index, in ClockEntry entry)
    {
        var entries = (ClockEntry[])_entries.Clone();
        entries[index] = entry;
        return new VectorClock(entries);
    }

    private VectorClock WithInserted(int index, in ClockEntry entry)
    {
        var entries = new ClockEntry[_entries.Length + 1];
        _entries.AsSpan(0, index).CopyTo(entries);
        entries[index] = entry;
        _entries.AsSpan(index).CopyTo(entries.AsSpan(index + 1));
        return new VectorClock(entries);
    }

    private int IndexOf(VersionActor actor)
    {
        int low = 0, high = _entries.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = _entries[middle].Actor.CompareTo(actor);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }
}
