// Finding the leaves in which two replicas differ.
using System.Collections.Immutable;

namespace DynamoKv.Engine.AntiEntropy;

/// <summary>
/// The side of whoever begins a comparison: it asks about some nodes, hears which of them differ and the other's hashes
/// below those, and goes on only there (Dynamo 4.7). Depth first, so that what is still to be asked stays short.
/// </summary>
/// <param name="mine">The trees of the asking side.</param>
public sealed class MerkleDescent(MerkleView mine)
{
    private readonly Stack<MerkleAddress> _toAsk = new([mine.Root]);
    private readonly List<MerkleAddress> _leaves = [];

    /// <summary>Whether nothing is left to be asked.</summary>
    public bool IsOver => _toAsk.Count == 0;

    /// <summary>How many hashes were compared, by either side.</summary>
    public long HashesCompared { get; private set; }

    /// <summary>The leaves found to differ, in the order found.</summary>
    public IReadOnlyList<MerkleAddress> Leaves => _leaves;

    /// <summary>The next nodes to ask about; they count as asked.</summary>
    /// <param name="limit">How many at most.</param>
    public ImmutableArray<MerkleHashAt> Next(int limit)
    {
        var asked = ImmutableArray.CreateBuilder<MerkleHashAt>(Math.Min(limit, _toAsk.Count));
        while (asked.Count < limit && _toAsk.TryPop(out var address))
        {
            asked.Add(new MerkleHashAt(address, mine.HashOf(address)));
        }

        HashesCompared += asked.Count;
        return asked.DrainToImmutable();
    }

    /// <summary>The other side's answer.</summary>
    /// <param name="view">Its trees, of the same <see cref="MerkleView.Shape"/>.</param>
    /// <param name="asked">What it was asked.</param>
    public static ImmutableArray<MerkleDifference> Answer(MerkleView view, ImmutableArray<MerkleHashAt> asked)
    {
        var differing = ImmutableArray.CreateBuilder<MerkleDifference>();
        foreach (var (address, hash) in asked)
        {
            if (view.HashOf(address) == hash)
            {
                continue;
            }

            var (left, right) = view.IsLeaf(address) ? default : view.ChildrenOf(address);
            differing.Add(view.IsLeaf(address)
                ? new MerkleDifference(address, 0, 0)
                : new MerkleDifference(address, view.HashOf(left), view.HashOf(right)));
        }

        return differing.DrainToImmutable();
    }

    /// <summary>Takes the answer to what was asked last.</summary>
    public void Take(ImmutableArray<MerkleDifference> differing)
    {
        for (var index = differing.Length - 1; index >= 0; index--)
        {
            var (address, left, right) = differing[index];
            if (mine.IsLeaf(address))
            {
                _leaves.Add(address);
                continue;
            }

            var children = mine.ChildrenOf(address);
            Compare(children.Right, right);
            Compare(children.Left, left);
        }
    }

    private void Compare(MerkleAddress address, ulong theirs)
    {
        HashesCompared++;
        if (mine.HashOf(address) == theirs)
        {
            return;
        }

        if (mine.IsLeaf(address))
        {
            _leaves.Add(address);
            return;
        }

        var (left, right) = mine.ChildrenOf(address);
        _toAsk.Push(right);
        _toAsk.Push(left);
    }
}
