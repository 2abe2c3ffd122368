// What a node asks to be reminded of for removing tombstones for good.
namespace DynamoKv.Engine.Protocol;

public abstract partial record NodeTimer
{
    /// <summary>A reminder for removing tombstones for good.</summary>
    public abstract record OfReaping : NodeTimer;

    /// <summary>Time to look for tombstones that have had their time.</summary>
    public sealed record ReapingDue : OfReaping;
}
