// What an administrator asks of a node about transfers of key ranges (Dynamo 4.9).
namespace DynamoKv.Engine.Protocol;

public abstract partial record NodeCommand
{
    /// <summary>A command about transfers of key ranges (Dynamo 4.9).</summary>
    public abstract record OfTransfer(long Number) : NodeCommand(Number);

    /// <summary>Neither send nor take ranges, nor hand strays over, until told to go on; a restart does not change it.</summary>
    public sealed record PauseTransfers(long Number) : OfTransfer(Number);

    /// <summary>Go on.</summary>
    public sealed record ResumeTransfers(long Number) : OfTransfer(Number);
}
