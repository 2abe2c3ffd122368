// One version of a key's value.
using System.Text;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Versioning;

/// <summary>
/// One version of a key's value: the name of the write that made it, what that write had seen, and the value. Name and
/// past are kept apart because a single clock cannot tell "saw A's writes 1 to 6 and is 7" from "is 7, saw nothing":
/// that is what lets the dotted rules keep exactly the concurrent writes (dotted version vectors, Preguica et al.).
/// </summary>
public sealed class Sibling : IEquatable<Sibling>
{
    private readonly Dot _dot;
    private VectorClock? _clock;

    /// <summary>A version.</summary>
    /// <param name="dot">The write that made it.</param>
    /// <param name="past">What that write had seen.</param>
    /// <param name="value">The bytes; nobody may change them afterwards.</param>
    /// <param name="contentType">As in <see cref="WriteContent.ContentType"/>.</param>
    /// <param name="writtenAt">The coordinator's time.</param>
    /// <param name="isTombstone">True for a delete.</param>
    /// <exception cref="ArgumentException">When the dot names no write or the content type is malformed.</exception>
    public Sibling(
        Dot dot, VectorClock past, ReadOnlyMemory<byte> value, string contentType, Instant writtenAt, bool isTombstone)
    {
        VectorClock.CheckDot(dot, nameof(dot));
        _dot = dot;
        Past = past;
        Value = value;
        ContentType = WriteContent.Checked(contentType);
        WrittenAt = writtenAt;
        IsTombstone = isTombstone;
    }

    /// <summary>The write that made it.</summary>
    public Dot Dot => _dot;

    /// <summary>
    /// What that write had seen and supersedes. Dotted: without the dot itself; plain clocks: the whole clock;
    /// last write wins: empty, since nothing but the time counts there.
    /// </summary>
    public VectorClock Past { get; }

    /// <summary>Past and dot as one clock: what the paper writes beside a version (figure 3).</summary>
    /// <remarks>
    /// Made when first asked for; two threads may both make it, which is harmless: the values are equal.
    /// </remarks>
    public VectorClock Clock => _clock ??= Past.Including(_dot);

    /// <summary>The bytes of the value; normally none for a tombstone.</summary>
    public ReadOnlyMemory<byte> Value { get; }

    /// <summary>What the bytes are.</summary>
    public string ContentType { get; }

    /// <summary>When, by the coordinator's clock; decides only under last-write-wins.</summary>
    public Instant WrittenAt { get; }

    /// <summary>True when this version says that the key was deleted.</summary>
    public bool IsTombstone { get; }

    /// <summary>When the value counts as deleted; null: never by itself.</summary>
    public Instant? ExpiresAt { get; init; }

    /// <summary>As in <see cref="WriteContent.Metadata"/>.</summary>
    /// <exception cref="ArgumentException">When it is malformed.</exception>
    public string Metadata
    {
        get;
        init => field = WriteContent.CheckedMetadata(value);
    } = "";

    /// <summary>Whether it says that the key is deleted: a tombstone, or a value whose time is over.</summary>
    public bool IsDeletedAt(Instant now) => IsTombstone || (ExpiresAt is { } due && due <= now);

    /// <summary>The value read as UTF-8; malformed bytes become replacement characters.</summary>
    public string ValueAsText() => Encoding.UTF8.GetString(Value.Span);

    /// <summary>Same in everything, bytes included.</summary>
    public bool Equals(Sibling? other) =>
        ReferenceEquals(this, other) || (other is not null && Compare(this, other) == 0);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Sibling);

    /// <summary>A hash for tables of this process; differs from process to process.</summary>
    public override int GetHashCode() => _dot.GetHashCode();

    /// <summary>"node/incarnation:counter after clock".</summary>
    public override string ToString() => $"{_dot} after {Past}";

    /// <summary>
    /// The canonical order: by dot, then past; the rest only decides between versions that one dot should never name.
    /// </summary>
    internal static int Compare(Sibling left, Sibling right)
    {
        var byDot = left._dot.CompareTo(right._dot);
        if (byDot != 0 || ReferenceEquals(left, right))
        {
            return byDot;
        }

        var byPast = VectorClock.CompareCanonically(left.Past, right.Past);
        return byPast != 0 ? byPast : CompareContent(left, right);
    }

    /// <summary>The same write under another past.</summary>
    internal Sibling WithPast(VectorClock past) =>
        new(_dot, past, Value, ContentType, WrittenAt, IsTombstone) { ExpiresAt = ExpiresAt, Metadata = Metadata };

    /// <summary>A new version.</summary>
    internal static Sibling Of(Dot dot, VectorClock past, WriteContent content, bool isTombstone, Instant now) =>
        new(dot, past, content.Value, content.ContentType, now, isTombstone)
        {
            ExpiresAt = content.TimeToLive is { } life && !isTombstone ? now + life : null,
            Metadata = content.Metadata,
        };

    /// <summary>The same write as the tombstone that it has become.</summary>
    internal Sibling Expired() => new(_dot, Past, ReadOnlyMemory<byte>.Empty, "", WrittenAt, isTombstone: true);

    private static int CompareContent(Sibling left, Sibling right)
    {
        var order = left.WrittenAt.CompareTo(right.WrittenAt);
        order = order != 0 ? order : left.IsTombstone.CompareTo(right.IsTombstone);
        order = order != 0 ? order : Nullable.Compare(left.ExpiresAt, right.ExpiresAt);
        order = order != 0 ? order : string.CompareOrdinal(left.ContentType, right.ContentType);
        order = order != 0 ? order : string.CompareOrdinal(left.Metadata, right.Metadata);
        return order != 0 ? order : left.Value.Span.SequenceCompareTo(right.Value.Span);
    }
}
