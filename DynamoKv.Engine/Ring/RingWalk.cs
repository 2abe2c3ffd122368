// The clockwise walk that makes a preference list.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Ring;

/// <summary>
/// Walks the tokens clockwise and takes each physical node once (Dynamo 4.3). With racks it takes the first node of
/// every rack
/// before it repeats one; the nodes it skipped for that follow in the order of the walk.
/// </summary>
internal sealed class RingWalk
{
    // Above this many members the marks no longer fit on the stack in good conscience.
    private const int MaxWordsOnStack = 128;
    private const int MaxSkippedOnStack = 256;

    private readonly int[] _owners;
    private readonly NodeId[] _nodes;
    private readonly int[]? _racks;
    private readonly int _rackCount;

    public RingWalk(int[] owners, ImmutableArray<RingMember> members)
    {
        _owners = owners;
        _nodes = members.Select(member => member.Id).ToArray();
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var racks = new int[members.Length];
        for (var i = 0; i < racks.Length; i++)
        {
            // A member without a rack is one of its own; the ':' keeps it apart from a rack that is named like it.
            var rack = members[i].Rack is { } name ? ":" + name : members[i].Id.Value;
            numbers.TryAdd(rack, numbers.Count);
            racks[i] = numbers[rack];
        }

        _rackCount = numbers.Count;
        _racks = _rackCount == 1 || _rackCount == members.Length ? null : racks;
    }

    /// <summary>
    /// The first <paramref name="count"/> nodes of the walk that begins at a token; all of them when there are fewer.
    /// </summary>
    public NodeId[] From(int token, int count)
    {
        var chosen = new NodeId[Math.Min(count, _nodes.Length)];
        if (_racks is null)
        {
            Walk(token, chosen);
        }
        else
        {
            WalkRacks(token, chosen, _racks);
        }

        return chosen;
    }

    private void Walk(int token, NodeId[] chosen)
    {
        var words = Words(_nodes.Length);
        Span<ulong> seen = words <= MaxWordsOnStack ? stackalloc ulong[words] : new ulong[words];
        for (var taken = 0; taken < chosen.Length; token = Next(token))
        {
            var node = _owners[token];
            if (Mark(seen, node))
            {
                chosen[taken++] = _nodes[node];
            }
        }
    }

    private void WalkRacks(int token, NodeId[] chosen, int[] racks)
    {
        var words = Words(_nodes.Length);
        Span<ulong> seen = words <= MaxWordsOnStack ? stackalloc ulong[words] : new ulong[words];
        Span<ulong> seenRacks = words <= MaxWordsOnStack ? stackalloc ulong[words] : new ulong[words];
        Span<int> skipped = chosen.Length <= MaxSkippedOnStack ? stackalloc int[chosen.Length] : new int[chosen.Length];
        var taken = 0;
        var passed = 0;
        for (; taken < Math.Min(chosen.Length, _rackCount) || taken + passed < chosen.Length; token = Next(token))
        {
            var node = _owners[token];
            if (!Mark(seen, node))
            {
                continue;
            }

            if (Mark(seenRacks, racks[node]))
            {
                chosen[taken++] = _nodes[node];
            }
            else if (passed < skipped.Length)
            {
                skipped[passed++] = node;
            }
        }

        for (var i = 0; taken < chosen.Length; i++)
        {
            chosen[taken++] = _nodes[skipped[i]];
        }
    }

    private int Next(int token) => token + 1 == _owners.Length ? 0 : token + 1;

    private static int Words(int bits) => (bits + 63) >> 6;

    private static bool Mark(Span<ulong> seen, int number)
    {
        var bit = 1UL << (number & 63);
        var isNew = (seen[number >> 6] & bit) == 0;
        seen[number >> 6] |= bit;
        return isNew;
    }
}
