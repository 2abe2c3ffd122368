// What an administrator asks of a node about anti-entropy (Dynamo 4.7).
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Protocol;

public abstract partial record NodeCommand
{
    /// <summary>A command about anti-entropy (Dynamo 4.7).</summary>
    public abstract record OfAntiEntropy(long Number) : NodeCommand(Number);

    /// <summary>Compare yourself with another node and even out what differs. Answered with <see cref="CommandAnswer.Compared"/>.</summary>
    /// <param name="Target">The other node.</param>
    /// <param name="IsDryRun">Look only: nothing is changed anywhere.</param>
    /// <param name="Mode">Which way versions go.</param>
    public sealed record ExchangeWith(long Number, NodeId Target, bool IsDryRun = false, SyncMode Mode = SyncMode.Both)
        : OfAntiEntropy(Number);

    /// <summary>A look at what differs: a dry run of <see cref="ExchangeWith"/>.</summary>
    public sealed record Compare(long Number, NodeId Target) : OfAntiEntropy(Number);

    /// <summary>Take no part in comparisons, but for those that are asked for by hand. Lasts as long as the node's life.</summary>
    public sealed record PauseAntiEntropy(long Number) : OfAntiEntropy(Number);

    /// <summary>Take part again.</summary>
    public sealed record ResumeAntiEntropy(long Number) : OfAntiEntropy(Number);
}

public abstract partial record CommandAnswer
{
    /// <summary>What a comparison found.</summary>
    public sealed record Compared(long Number, Comparison Comparison) : CommandAnswer(Number);
}
