// What a node asks to be reminded of for anti-entropy (Dynamo 4.7).
namespace DynamoKv.Engine.Protocol;

public abstract partial record NodeTimer
{
    /// <summary>A reminder for anti-entropy (Dynamo 4.7).</summary>
    public abstract record OfAntiEntropy : NodeTimer;

    /// <summary>Time to compare with the next peer.</summary>
    public sealed record ExchangeDue : OfAntiEntropy;

    /// <summary>A question of a comparison was not answered in time.</summary>
    public sealed record ExchangeTimeout(ExchangeId Exchange, int Step) : OfAntiEntropy;

    /// <summary>A comparison may go on after its rest.</summary>
    public sealed record ExchangeRested(ExchangeId Exchange, int Step) : OfAntiEntropy;

    /// <summary>Time to read the next rows while trees are built.</summary>
    /// <param name="Build">Which building: one that began later makes it void.</param>
    public sealed record BuildTrees(long Build) : OfAntiEntropy;

    /// <summary>Time to read the next rows in search of damage.</summary>
    public sealed record ScrubRows : OfAntiEntropy;
}
