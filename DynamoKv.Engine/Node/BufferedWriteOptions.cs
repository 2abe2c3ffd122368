// How buffered writes behave.
namespace DynamoKv.Engine.Node;

/// <summary>
/// Buffered writes with one durable replica (Dynamo 6.1): replicas acknowledge from memory and write later.
/// </summary>
public sealed record BufferedWriteOptions
{
    /// <summary>The longest that a row waits in memory before it is written.</summary>
    public TimeSpan FlushEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The most rows that wait; one more writes them all at once ("a thousand objects", Dynamo 6.1).</summary>
    public int MaxRows { get; init; } = 1_000;
}
