// What one node hands to another when the membership changes.
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Hashing;
using System.Text;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Engine.Membership;

/// <summary>The key ranges that one node hands to another when the membership changes (Dynamo 4.9).</summary>
/// <param name="Source">Who has them.</param>
/// <param name="Target">Who gets them.</param>
/// <param name="Ranges">Disjoint, sorted by their ends; neighbours are one range. Only the first may wrap.</param>
/// <param name="Holders">All primaries of these ranges before the change, sorted; each range has N of them at most.</param>
public sealed record RangeMove(NodeId Source, NodeId Target, ImmutableArray<RingRange> Ranges, ImmutableArray<NodeId> Holders)
{
    private const int BytesOfRange = 8;

    private ulong _digest;

    /// <summary>How many positions move.</summary>
    public long Length => Ranges.Sum(range => range.Length);

    /// <summary>Who else held these ranges before the change.</summary>
    public ImmutableArray<NodeId> Others => Holders.Remove(Source);

    /// <summary>Names who moves what to whom; two nodes that mean the same move have the same digest.</summary>
    public ulong Digest => _digest != 0 ? _digest : _digest = MakeDigest();

    /// <summary>Whether a position moves.</summary>
    public bool Contains(RingPosition position)
    {
        var (low, high) = (0, Ranges.Length);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            (low, high) = Ranges[middle].End.Value < position.Value ? (middle + 1, high) : (low, middle);
        }

        return Ranges[low == Ranges.Length ? 0 : low].Contains(position); // behind the last end only the first can wrap to
    }

    private ulong MakeDigest()
    {
        var hash = new XxHash64();
        hash.Append(Encoding.UTF8.GetBytes($"{Source}:{Target}:"));
        Span<byte> bytes = stackalloc byte[BytesOfRange];
        foreach (var range in Ranges)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, range.Start.Value);
            BinaryPrimitives.WriteUInt32BigEndian(bytes[4..], range.End.Value);
            hash.Append(bytes);
        }

        return hash.GetCurrentHashAsUInt64();
    }
}
