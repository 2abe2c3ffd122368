// Links through which nothing gets: partitions and one-way cuts.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>A set of directed links through which nothing gets.</summary>
/// <param name="isCut">Whether nothing gets from a sender to a receiver.</param>
internal sealed class BarrierRule(Func<int, int, bool> isCut) : INetworkRule
{
    /// <summary>Groups that can't reach each other, both ways; -1 stands for no group, which reaches everyone.</summary>
    public static BarrierRule Between(int[] groupOfNode) => new((sender, receiver) =>
        GroupOf(groupOfNode, sender) is >= 0 and var group && GroupOf(groupOfNode, receiver) is >= 0 and var other && group != other);

    /// <summary>One way, from one sender to these receivers.</summary>
    public static BarrierRule OneWay(int cutSender, bool[] isReceiver) => new((sender, receiver) =>
        sender == cutSender && receiver < isReceiver.Length && isReceiver[receiver]);

    /// <summary>From each sender to each receiver for which the table says so.</summary>
    public static BarrierRule OneWays(bool[,] isCut) => new((sender, receiver) =>
        sender < isCut.GetLength(0) && receiver < isCut.GetLength(1) && isCut[sender, receiver]);

    /// <inheritdoc/>
    public bool IsCut(int sender, int receiver) => isCut(sender, receiver);

    /// <inheritdoc/>
    public Judgement Judge(int sender, int receiver, DeterministicRandom random) =>
        new(isCut(sender, receiver) ? Verdict.Drop : Verdict.Pass);

    // A node that came after the barrier was put up is in no group.
    private static int GroupOf(int[] groups, int node) => node < groups.Length ? groups[node] : -1;
}
