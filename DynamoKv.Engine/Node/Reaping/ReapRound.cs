// One round of asking everybody.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Node.Reaping;

/// <summary>
/// One round: the keys that are proposed, who has not answered yet, and which keys nobody stood against so far.
/// </summary>
/// <param name="number">Names it.</param>
/// <param name="epoch">The membership when it was asked.</param>
/// <param name="keys">The tombstones.</param>
/// <param name="asked">Whom it was put to, beside the one that asks.</param>
/// <param name="isSecond">Whether everybody has agreed once before.</param>
internal sealed class ReapRound(long number, long epoch, ImmutableArray<ReapedKey> keys, ImmutableArray<NodeId> asked, bool isSecond)
{
    private readonly bool[] _isAgreed = [.. Enumerable.Repeat(true, keys.Length)];
    private readonly SortedSet<NodeId> _silent = [.. asked];

    public long Number { get; } = number;

    public long Epoch { get; } = epoch;

    public ImmutableArray<ReapedKey> Keys { get; } = keys;

    public bool IsSecond { get; } = isSecond;

    /// <summary>Everybody has agreed for the first time; the second question waits for its time.</summary>
    public bool IsSettling { get; set; }

    public bool IsComplete => _silent.Count == 0;

    /// <summary>Who has not answered, sorted.</summary>
    public ImmutableArray<NodeId> Silent => [.. _silent];

    /// <summary>The keys on which everybody who answered agrees.</summary>
    public ImmutableArray<ReapedKey> Agreed => [.. Keys.Where((_, index) => _isAgreed[index])];

    /// <summary>
    /// Takes the answer of a member, or the own one of the node that asks; a second answer changes nothing.
    /// </summary>
    public void Take(NodeId member, ImmutableArray<bool> agreed)
    {
        var isOwn = !asked.Contains(member);
        if (agreed.Length != Keys.Length || !(isOwn || _silent.Remove(member)))
        {
            return;
        }

        for (var index = 0; index < agreed.Length; index++)
        {
            _isAgreed[index] &= agreed[index];
        }
    }
}
