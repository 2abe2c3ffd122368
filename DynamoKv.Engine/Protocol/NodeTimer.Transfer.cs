// What a node asks to be reminded of for transfers of key ranges (Dynamo 4.9).
namespace DynamoKv.Engine.Protocol;

public abstract partial record NodeTimer
{
    /// <summary>A reminder for transfers of key ranges (Dynamo 4.9).</summary>
    public abstract record OfTransfer : NodeTimer;

    /// <summary>Time to offer and ask again where the partner was silent.</summary>
    public sealed record RetryTransfers : OfTransfer;

    /// <summary>Time to send the next batch that had to wait.</summary>
    public sealed record ServeTransfers : OfTransfer;

    /// <summary>Time to go on with the strays. Only the newest number counts.</summary>
    public sealed record HandStraysOver(long Number) : OfTransfer;
}
