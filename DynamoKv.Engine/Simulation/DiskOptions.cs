// What lies below the nodes.
namespace DynamoKv.Engine.Simulation;

/// <summary>What lies below the nodes when nothing is broken.</summary>
public sealed record DiskOptions
{
    /// <summary>How long it takes until what a batch wrote is durable; a batch that wrote nothing does not wait.</summary>
    public Latency CommitLatency { get; init; } = Latency.Constant(TimeSpan.Zero);

    /// <summary>Most inputs that one commit covers; the size of each batch is drawn from 1..this.</summary>
    public int MaxBatch { get; init; } = 256;
}
