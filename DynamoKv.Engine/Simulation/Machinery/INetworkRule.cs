// What a fault of the network decides about a message.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>A rule that is in force while a fault is. Rules are asked in turn; the first that does not pass decides.</summary>
internal interface INetworkRule
{
    /// <summary>Whether nothing gets through this link: asked when a message is sent and again when it arrives.</summary>
    bool IsCut(int sender, int receiver);

    /// <summary>What becomes of a message that is sent now.</summary>
    Judgement Judge(int sender, int receiver, DeterministicRandom random);
}

/// <summary>What becomes of a message.</summary>
internal enum Verdict
{
    /// <summary>This rule has nothing to say.</summary>
    Pass,

    /// <summary>It travels longer.</summary>
    Delay,

    /// <summary>It is lost.</summary>
    Drop,

    /// <summary>It arrives twice.</summary>
    Duplicate,
}

/// <summary>A verdict and how much longer the message travels.</summary>
internal readonly record struct Judgement(Verdict Verdict, TimeSpan Delay = default);
