// What a node asks to be reminded of for removing tombstones for good.
namespace DynamoKv.Engine.Protocol;

public abstract partial record NodeTimer
{
    /// <summary>A reminder for removing tombstones for good.</summary>
    public abstract record OfReaping : NodeTimer;

    /// <summary>Time to look for tombstones that have had their time.</summary>
    public sealed record ReapingDue : OfReaping;

    /// <summary>Everybody agreed some time ago: time to ask a second time.</summary>
    public sealed record ReapAgainDue(long Round) : OfReaping;
}
