// One round of asking everybody.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Node.Reaping;

/// <summary>One round: the keys that are proposed, who has not answered yet, and which keys nobody stood against so far.</summary>
internal sealed class ReapRound(long number, ImmutableArray<ReapedKey> keys, IEnumerable<NodeId> asked)
{
    private readonly bool[] _isAgreed = [.. Enumerable.Repeat(true, keys.Length)];
    private readonly SortedSet<NodeId> _silent = [.. asked];

    public long Number { get; } = number;

    public ImmutableArray<ReapedKey> Keys { get; } = keys;

    public bool IsComplete => _silent.Count == 0;

    /// <summary>Who has not answered, sorted.</summary>
    public ImmutableArray<NodeId> Silent => [.. _silent];

    /// <summary>The keys on which everybody who answered agrees.</summary>
    public ImmutableArray<ReapedKey> Agreed => [.. Keys.Where((_, index) => _isAgreed[index])];

    public void Take(NodeId member, ImmutableArray<bool> agreed)
    {
        if (agreed.Length != Keys.Length || !_silent.Remove(member))
        {
            return;
        }

        for (var index = 0; index < agreed.Length; index++)
        {
            _isAgreed[index] &= agreed[index];
        }
    }
}
