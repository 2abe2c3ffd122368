// The tokens of a ring, sorted clockwise.
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Ring;

/// <summary>
/// The tokens of a ring, clockwise, with each token's position and the number of its member in two plain arrays for
/// speed.
/// </summary>
internal sealed class TokenTable
{
    private TokenTable(uint[] positions, int[] owners, ImmutableArray<RingMember> members)
    {
        Positions = positions;
        Owners = owners;
        var tokens = new Token[positions.Length];
        for (var i = 0; i < tokens.Length; i++)
        {
            tokens[i] = new Token(new RingPosition(positions[i]), members[owners[i]].Id);
        }

        Tokens = ImmutableCollectionsMarshal.AsImmutableArray(tokens);
    }

    /// <summary>Ascending.</summary>
    public uint[] Positions { get; }

    /// <summary>The index in the sorted members of each token's owner.</summary>
    public int[] Owners { get; }

    /// <summary>The same as a list for readers.</summary>
    public ImmutableArray<Token> Tokens { get; }

    /// <summary>
    /// Strategies 1 and 2: every member's virtual nodes at their hashed positions; one position's tokens by node id.
    /// </summary>
    public static TokenTable Hashed(ImmutableArray<RingMember> members)
    {
        var sorted = new ulong[members.Sum(member => member.Tokens)];
        var next = 0;
        for (var member = 0; member < members.Length; member++)
        {
            for (var i = 0; i < members[member].Tokens; i++)
            {
                sorted[next++] = ((ulong)RingPosition.OfVirtualNode(members[member].Id, i).Value << 32) | (uint)member;
            }
        }

        // Members are sorted by id, so sorting (position, member's number) settles ties by id.
        Array.Sort(sorted);
        var owners = Array.ConvertAll(sorted, token => (int)(token & uint.MaxValue));
        return new TokenTable(Array.ConvertAll(sorted, token => (uint)(token >> 32)), owners, members);
    }

    /// <summary>Strategy 3: one token at the end of each equal partition.</summary>
    public static TokenTable Assigned(NodeId[] assignment, ImmutableArray<RingMember> members)
    {
        var ids = members.Select(member => member.Id).ToArray();
        var owners = Array.ConvertAll(assignment, owner => Array.BinarySearch(ids, owner));
        return new TokenTable(EqualEnds(assignment.Length), owners, members);
    }

    /// <summary>The last position of each of Q equal partitions; the last one ends at 2^32 - 1.</summary>
    public static uint[] EqualEnds(int partitions)
    {
        var ends = new uint[partitions];
        for (var i = 0; i < partitions; i++)
        {
            ends[i] = (uint)(((i + 1) * RingPosition.Count / partitions) - 1);
        }

        return ends;
    }

    /// <summary>
    /// The index of the first of some ascending positions that is not before this one; 0 when all are (the ring wraps).
    /// </summary>
    public static int FirstAtOrAfter(uint[] positions, uint position)
    {
        var low = 0;
        var high = positions.Length;
        while (low < high)
        {
            var middle = (int)((uint)(low + high) >> 1);
            if (positions[middle] < position)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low == positions.Length ? 0 : low;
    }
}
