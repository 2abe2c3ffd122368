// Links that are slow, lossy or repeat themselves.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>Adds delay, loss and duplication to links; -1 as an end means any node.</summary>
internal sealed class LinkRule(int from, int to, Latency delay, double loss, double duplicate) : INetworkRule
{
    /// <inheritdoc/>
    public bool IsCut(int sender, int receiver) => false;

    /// <inheritdoc/>
    public Judgement Judge(int sender, int receiver, DeterministicRandom random)
    {
        if ((from >= 0 && from != sender) || (to >= 0 && to != receiver))
            return new Judgement(Verdict.Pass);

        var isLost = random.NextBool(loss);
        var isDoubled = random.NextBool(duplicate);
        var longer = delay.Draw(random);
        return new Judgement(isLost ? Verdict.Drop : isDoubled ? Verdict.Duplicate : Verdict.Delay, longer);
    }
}
